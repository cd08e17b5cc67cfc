using System.Diagnostics;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SchemaSdk.Machines;
using SchemaSdk.PostgreSql;

// Runs a worker as users build it, with messages and a PostgreSQL ledger. The tests kill and restart this process.
var order = MachineOrder.Of(args);
var builder = Host.CreateEmptyApplicationBuilder(new());
builder.Logging.AddSimpleConsole(options => options.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
builder.Services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
builder.Services.AddMassTransit(bus =>
{
    bus.AddModelJobMessages();
    bus.UsingRabbitMq((context, rabbit) =>
    {
        rabbit.Host(order.Broker);
        rabbit.UseMessageRetry(retry => retry.Immediate(5));
        rabbit.ConfigureEndpoints(context);
    });
});
builder.Services
    .AddModelClient((http, options) => new MachineClient(http, options), options =>
    {
        (options.BaseAddress, options.ApiToken) = (order.Service, "none");
        options.Polling.Interval = TimeSpan.FromMilliseconds(200);
        options.Polling.RequestsPerSecond = double.PositiveInfinity;
    })
    .ConfigureHttpClient(http => http.DefaultRequestHeaders.Add(MachineOrder.Header, order.Name));
builder.Services.AddModelJobs<MachineClient>(
    _ => new PostgreSqlJobLedger(order.Database, new() { Owner = order.Name, LeaseTime = order.LeaseTime }),
    options => options.CountInterval = TimeSpan.FromSeconds(2));
using var host = builder.Build();
await host.StartAsync();
Console.Out.WriteLine(MachineOrder.Started);

// A killed test process cannot stop this process.
using var parent = Process.GetProcessById(order.Parent);
await Task.WhenAny(parent.WaitForExitAsync(), host.WaitForShutdownAsync());
