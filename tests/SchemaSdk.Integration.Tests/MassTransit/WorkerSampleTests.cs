using MassTransit;
using SchemaSdk.Emulation;
using SchemaSdk.Integration.Tests.MassTransit.Bench;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Integration.Tests.MassTransit;

/// <summary>Tests samples/Worker with a broker.</summary>
public sealed class WorkerSampleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [FactWith(Server.RabbitMq)]
    [Trait("Size", "Full")]
    public async Task The_worker_runs_only_jobs_from_messages_and_publishes_their_results()
    {
        await using var broker = await PrivateBroker.StartAsync();
        await using var service = new ModelEmulator(RunComfyClient.Models, new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });
        await service.StartAsync();
        using var worker = WorkerProgram.Start(
            $"--Worker:Broker={broker.Address}", "--Worker:Live=true", "--Worker:Profile=",
            $"--Worker:Ledger={_folder.File("jobs.db")}",
            $"--ModelClient:BaseAddress={service.Address}", $"--ModelClient:ApiToken={service.Token}");
        var heard = new Heard();
        var bus = Bus.Factory.CreateUsingRabbitMq(rabbit =>
        {
            rabbit.Host(broker.Address);
            rabbit.ReceiveEndpoint("orders", endpoint => endpoint.Consumer(() => new Listener(heard)));
        });
        await bus.StartAsync();

        await OrderAsync(bus, "order-1");
        await worker.SawAsync("heard     order-1 has ended: Succeeded");
        service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));
        await OrderAsync(bus, "order-2");
        await worker.SawAsync("heard     order-2 has an unknown outcome, and is not submitted again until it is settled");
        await OrderAsync(bus, "order-1");
        await Soon.Until(() => heard.All<ModelEnded>().Count(ended => ended.Key == "order-1") == 2);
        await bus.StopAsync();
        await worker.InterruptAsync();
        var run = await worker.EndAsync();

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal("order-2", (await heard.UntilAsync<ModelUnknown>())[0].Key);
        Assert.Equal((2, 2), (service.Bills, service.RequestsOf(EmulatorCall.Submit)));
        Assert.Contains($"broker    amqp://127.0.0.1:{broker.Address.Port}", run.Lines);
        Assert.DoesNotContain("guest", run.Output, StringComparison.Ordinal);
    }

    // The message is sent instead of published, so that the queue keeps it until the worker has started.
    private static async Task OrderAsync(IBus bus, string key)
    {
        var queue = await bus.GetSendEndpoint(new Uri("queue:RunModel"));
        await queue.Send(new RunModel { Key = key, ModelId = Shop.Model, Input = Shop.Input() });
    }
}
