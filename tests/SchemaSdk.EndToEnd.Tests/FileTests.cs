using SchemaSdk.Emulation;

namespace SchemaSdk.EndToEnd.Tests;

public sealed class FileTests
{
    [Fact]
    public async Task A_submit_whose_connection_breaks_within_a_file_is_retried_and_charged_once()
    {
        var got = new List<string>();
        await using var emulated = await EmulatedClient.StartAsync(new ModelEmulatorOptions
        {
            QueueTime = TimeSpan.Zero,
            RunTime = TimeSpan.Zero,
            Outcome = submit =>
            {
                got.Add(submit.Input.GetProperty("start_image_url").GetString()!);
                return EmulatedOutcome.Succeed;
            },
        });
        emulated.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.MidBody), 2);

        // The faults reset the connection in the middle of the body. Even half of this file exceeds the socket buffers of both ends, so a
        // reset interrupts the upload.
        var content = new byte[30 << 20];
        "\0\0\0\u0014ftypqt  "u8.CopyTo(content);
        Random.Shared.NextBytes(content.AsSpan(20));

        await emulated.Client.Kling.Kling3_0.Standard.ImageToVideo.RunAsync(
            new() { Prompt = "It moves.", StartImageUrl = ModelFile.FromBytes(content) });

        Assert.Equal((3, 1), (emulated.Service.RequestsOf(EmulatorCall.Submit), emulated.Service.Bills));
        Assert.Equal(content, Convert.FromBase64String(Assert.Single(got)["data:video/quicktime;base64,".Length..]));
    }
}
