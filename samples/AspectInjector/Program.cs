using AspectInjectorSample;
using MemoryProfiler;

Orders.Import(3);
MemoryReport.Print();
