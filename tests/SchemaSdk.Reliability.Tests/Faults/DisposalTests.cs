using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Reliability.Tests.Faults;

/// <summary>Tests that a client that is disposed while submits are in flight loses no request id.</summary>
public sealed class DisposalTests
{
    private const int Submits = 50;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_disposed_client_reports_the_id_of_each_accepted_submit(bool isAsync)
    {
        await using var service = new ModelEmulator(RunComfyClient.Models);
        await service.StartAsync();
        service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Drip(TimeSpan.FromMilliseconds(2)), int.MaxValue);

        // The clock is stopped, so no timeout elapses, however busy the machine is.
        var client = new RunComfyClient(new() { ApiToken = service.Token, BaseAddress = service.Address, TimeProvider = new FakeTime() });
        var runs = Enumerable.Range(0, Submits)
            .Select(number => client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = $"Boat {number}." })).ToList();
        await Soon.Until(() => service.Bills == Submits);

        if (isAsync)
        {
            await Soon.Async(client.DisposeAsync().AsTask());
        }
        else
        {
            client.Dispose();
        }

        var ends = await Task.WhenAll(runs.Select(static run => Soon.Throws<ModelWaitCanceledException>(run)));
        Assert.Equal(service.BilledRequestIds.Order(), ends.Select(static end => end.RequestId).Order());
    }
}
