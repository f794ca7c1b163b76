import { render } from 'preact'
import { FiguresPage } from './figures-page.tsx'

render(<FiguresPage />, document.getElementById('app') ?? document.body)
