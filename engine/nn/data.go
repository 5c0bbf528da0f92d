package nn

import "math"

// Reach is how far the plane of the data sets goes from 0 in each direction.
const Reach = 6

// A Point is an example on the plane, of class 0 or 1.
type Point struct {
	X, Y  float64
	Class int
}

// Valid reports whether p lies on the plane and is of class 0 or 1.
func (p Point) Valid() bool {
	return math.Abs(p.X) <= Reach && math.Abs(p.Y) <= Reach && (p.Class == 0 || p.Class == 1)
}

// A DataSet makes points that are a task for a network.
type DataSet struct {
	Name string
	Task string // one sentence: what it asks for

	// Make returns n points, class by class: half of them are of class 0, or
	// one more. Noise, from 0 to MaxNoise, pushes points over the border.
	Make func(n int, noise float64, random func() float64) []Point
}

// MaxNoise is the most noise that data sets are made for. They are those of
// TensorFlow Playground, whose noise moves the border instead.
const MaxNoise = 0.5

// DataSets returns the data sets of the book: Circle, XOR, Spiral, Clusters.
func DataSets() []DataSet {
	return []DataSet{
		{"Circle", "One class lies in the middle, the other one around it.", circle},
		{"XOR", "The class depends on whether x and y have the same sign.", xor},
		{"Spiral", "Two arms are wound around each other.", spiral},
		{"Clusters", "Each class is one heap.", clusters},
	}
}

// scatter returns n points. At says where one of a class is; its u goes from 0
// to 1 with the points of the class. Each is off by up to noise.
func scatter(n int, noise float64, random func() float64, at func(class int, u float64) (x, y float64)) []Point {
	var points []Point
	half := (n + 1) / 2
	for i := range max(0, n) {
		class := i / half
		x, y := at(class, float64(i-class*half)/float64(half))
		x += noise * (2*random() - 1)
		y += noise * (2*random() - 1)
		points = append(points, Point{clip(x), clip(y), class})
	}
	return points
}

func clip(v float64) float64 { return max(-Reach, min(Reach, v)) }

// circle has class 1 in a disc of radius 2.5 and class 0 in the ring from 3.5
// to 5 around it.
func circle(n int, noise float64, random func() float64) []Point {
	return scatter(n, 5*noise, random, func(class int, _ float64) (x, y float64) {
		r, angle := 2.5*random(), 2*math.Pi*random()
		if class == 0 {
			r = 3.5 + 1.5*r/2.5
		}
		return r * math.Cos(angle), r * math.Sin(angle)
	})
}

// xor keeps 0.3 from the axes. Class 1 has x and y of one sign.
func xor(n int, noise float64, random func() float64) []Point {
	return scatter(n, 5*noise, random, func(class int, _ float64) (x, y float64) {
		x, y = 0.3+5*random(), 0.3+5*random()
		if random() < 0.5 {
			x, y = -x, -y
		}
		if class == 0 {
			y = -y
		}
		return x, y
	})
}

// spiral has two arms of 1¾ turns, from the middle to a radius of 5.
func spiral(n int, noise float64, random func() float64) []Point {
	return scatter(n, noise, random, func(class int, u float64) (x, y float64) {
		angle := 1.75*2*math.Pi*u + math.Pi*float64(class)
		return 5 * u * math.Sin(angle), 5 * u * math.Cos(angle)
	})
}

// clusters are normal around (2, 2) and (−2, −2). Their variance goes from
// 1/2 to 4 with the noise.
func clusters(n int, noise float64, random func() float64) []Point {
	spread := math.Sqrt(0.5 + 7*noise)
	return scatter(n, 0, random, func(class int, _ float64) (x, y float64) {
		off := Normals(2, random)
		middle := 4*float64(class) - 2
		return middle + spread*off[0], middle + spread*off[1]
	})
}

// Normals returns n independent standard normal numbers (G. E. P. Box and M.
// E. Muller, 1958).
func Normals(n int, random func() float64) []float64 {
	vs := make([]float64, 0, n+1)
	for len(vs) < n {
		r := math.Sqrt(-2 * math.Log(1-random()))
		sin, cos := math.Sincos(2 * math.Pi * random())
		vs = append(vs, r*cos, r*sin)
	}
	return vs[:n]
}

// Split parts points by chance into those to train with and those to be held
// back, whose share is from 0 to 1.
func Split(points []Point, share float64, random func() float64) (train, held []Point) {
	mixed := append([]Point(nil), points...)
	shuffle(len(mixed), random, func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
	n := len(mixed) - int(math.Round(float64(len(mixed))*max(0, min(1, share))))
	return mixed[:n:n], mixed[n:]
}

// shuffle brings n things in an order of which all are alike likely (R. A.
// Fisher and F. Yates; R. Durstenfeld, 1964).
func shuffle(n int, random func() float64, swap func(i, j int)) {
	for i := n - 1; i > 0; i-- {
		swap(i, int(random()*float64(i+1)))
	}
}
