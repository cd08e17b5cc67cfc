using SchemaSdk.Emulation;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Standard;

namespace SchemaSdk.EndToEnd.Tests;

/// <summary>Tests uploads and interrupted downloads, both over a socket and without one.</summary>
public sealed class FileTests
{
    private const string Model = "kling/kling-3.0/standard/image-to-video";

    private static readonly byte[] Png =
    [
        0x89, .. "PNG"u8, 0x0D, 0x0A, 0x1A, 0x0A, .. Enumerable.Range(0, 200_000).Select(i => (byte)(i * 7))
    ];

    [Theory]
    [BothFronts]
    public async Task The_service_receives_the_bytes_of_the_file(bool isSocket)
    {
        var got = new List<string>();
        await using var emulated = await StartAsync(isSocket, got);
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "a.png");
        await File.WriteAllBytesAsync(path, Png);
        await using var stream = File.OpenRead(path);

        foreach (var file in new[]
        {
            ModelFile.FromPath(path), ModelFile.FromBytes(Png), ModelFile.FromStream(stream), ModelFile.FromStream(new ForwardStream(Png))
        })
        {
            await emulated.Client.Kling.Kling3_0.Standard.ImageToVideo.RunAsync(Input(file));
        }

        Assert.Equal(4, emulated.Service.Bills);
        Assert.All(got, uri => Assert.Equal($"data:image/png;base64,{Convert.ToBase64String(Png)}", uri));
    }

    [Fact]
    public async Task A_submit_whose_connection_breaks_within_a_file_is_retried_and_charged_once()
    {
        var got = new List<string>();
        await using var emulated = await StartAsync(isSocket: true, got);

        // Even half of this file exceeds the socket buffers of both ends, so the reset interrupts the upload.
        var content = Video(30 << 20);
        emulated.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.MidBody), 2);

        await emulated.Client.Kling.Kling3_0.Standard.ImageToVideo.RunAsync(Input(ModelFile.FromBytes(content)));

        Assert.Equal((3, 1), (emulated.Service.RequestsOf(EmulatorCall.Submit), emulated.Service.Bills));
        Assert.Single(got);
    }

    [Fact]
    public async Task A_large_file_arrives_completely()
    {
        var got = new List<string>();
        await using var emulated = await StartAsync(isSocket: true, got);
        var content = Video(FullRun.IsOn ? 32 << 20 : 4 << 20);

        await emulated.Client.Kling.Kling3_0.Standard.ImageToVideo.RunAsync(Input(ModelFile.FromStream(new ForwardStream(content))));

        Assert.Equal(content, Convert.FromBase64String(Assert.Single(got)["data:video/quicktime;base64,".Length..]));
    }

    [Theory]
    [BothFronts]
    public async Task A_file_is_resent_after_a_busy_answer_and_charged_once(bool isSocket)
    {
        var got = new List<string>();
        await using var emulated = await StartAsync(isSocket, got);
        emulated.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(429, FaultPhase.BeforeBody));
        emulated.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.NotNow(503, TimeSpan.Zero));

        await emulated.Client.Kling.Kling3_0.Standard.ImageToVideo.RunAsync(Input(ModelFile.FromBytes(Png)));

        Assert.Equal(1, emulated.Service.Bills);
        Assert.Single(got);
    }

    [Theory]
    [BothFronts]
    public async Task A_submit_whose_stream_fails_is_not_charged(bool isSocket)
    {
        await using var emulated = await StartAsync(isSocket, []);

        var error = await Assert.ThrowsAsync<ModelInputException>(() => emulated.Client.Kling.Kling3_0.Standard.ImageToVideo.RunAsync(
            Input(ModelFile.FromStream(new ForwardStream(Png, failsAt: 150_000)))));

        Assert.IsType<TimeZoneNotFoundException>(error.InnerException);
        Assert.Equal("/start_image_url", Assert.Single(error.Errors).JsonPointer);
        Assert.Equal(0, emulated.Service.Bills);
    }

    [Theory]
    [BothFronts]
    public async Task A_stream_that_was_read_is_not_resent(bool isSocket)
    {
        await using var emulated = await StartAsync(isSocket, []);
        emulated.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(429));

        var error = await Assert.ThrowsAsync<ModelUnavailableException>(
            () => emulated.Client.Kling.Kling3_0.Standard.ImageToVideo.RunAsync(Input(ModelFile.FromStream(new ForwardStream(Png)))));

        Assert.Contains("/start_image_url is a stream that was partly read and cannot be rewound", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, emulated.Service.Bills);
    }

    [Theory]
    [BothFronts]
    public async Task A_download_that_breaks_repeatedly_is_complete(bool isSocket)
    {
        await using var emulated = await StartAsync(isSocket, []);
        using var folder = new TemporaryFolder();
        var result = await emulated.Client.Kling.Kling3_0.Standard.ImageToVideo.RunAsync(Input("https://example.com/a.png"));
        var whole = await File.ReadAllBytesAsync(await emulated.Client.DownloadAsync(result.Output.Video!, folder.Path));
        emulated.Service.Faults.Add(EmulatorCall.Download, EmulatorFault.Close(FaultPhase.MidResponse));
        emulated.Service.Faults.Add(EmulatorCall.Download, EmulatorFault.Status(500));
        emulated.Service.Faults.Add(EmulatorCall.Download, EmulatorFault.Reset(FaultPhase.MidResponse));
        emulated.Service.Faults.Add(EmulatorCall.Download, EmulatorFault.Close(FaultPhase.BeforeBody));
        var content = new MemoryStream();

        await emulated.Client.DownloadAsync(result.Output.Video!, content);

        Assert.Equal(whole, content.ToArray());
    }

    private static byte[] Video(int length)
    {
        var content = new byte[length];
        "\0\0\0\u0014ftypqt  "u8.CopyTo(content);
        Random.Shared.NextBytes(content.AsSpan(20));
        return content;
    }

    private static ImageToVideoInput Input(ModelFile image) => new() { Prompt = "It moves.", StartImageUrl = image };

    private static Task<EmulatedClient> StartAsync(bool isSocket, List<string> got) =>
        EmulatedClient.StartAsync(isSocket, new ModelEmulatorOptions
        {
            QueueTime = TimeSpan.Zero,
            RunTime = TimeSpan.Zero,
            Outcome = submit =>
            {
                Assert.Equal(Model, submit.ModelId);
                got.Add(submit.Input.GetProperty("start_image_url").GetString()!);
                return EmulatedOutcome.Succeed;
            },
        });
}
