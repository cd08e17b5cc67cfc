using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Reliability.Tests.Faults;

public sealed class OutageTests
{
    [Fact]
    public async Task A_submit_after_an_outage_does_not_use_the_old_connection()
    {
        await using var service = new ModelEmulator(RunComfyClient.Models);
        await service.StartAsync();
        await using var client = new RunComfyClient(new() { ApiToken = service.Token, BaseAddress = service.Address });
        var before = await client.Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(new() { Prompt = "Before." });
        service.IsReachable = false;
        service.IsReachable = true;

        var after = await client.Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(new() { Prompt = "After." });

        Assert.Equal([before.RequestId, after.RequestId], service.BilledRequestIds);
        Assert.Equal((2, 2), (service.RequestsOf(EmulatorCall.Submit), service.RequestsOf(EmulatorCall.Connect)));
    }
}
