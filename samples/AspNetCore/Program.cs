using AspNetCoreSample.Memory;
using AspNetCoreSample.Shop;

var builder = WebApplication.CreateBuilder(args);
// Options from the section MemoryProfiler of appsettings.json.
builder.Services.AddMemoryProfiler();
builder.Services.AddSingleton<Catalogue>();
builder.Services.AddSingleton<Warehouse>();

var app = builder.Build();
app.MapShop();
// Without this line there is no report to be had; outside Development it asks for one setting more.
app.MapMemoryReport();
app.Run();
