package network

import "zerotoai/widgets/ui"

// Datasets implements ui.Tabular: the weights that have a line.
func (n *Network) Datasets() []ui.Dataset {
	d := ui.Dataset{Name: n.Name + ": weights", Columns: ui.Columns("layer", "from neuron", "to neuron", "weight")}
	for l := 1; l < len(n.Layers); l++ {
		for i := range n.Layers[l].Neurons {
			for j := range n.Layers[l-1].Neurons {
				d.Rows = append(d.Rows, []any{float64(l), float64(j + 1), float64(i + 1), n.Weight(l, i, j)})
			}
		}
	}
	return ui.Filled(d)
}
