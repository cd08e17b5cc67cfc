using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace Storyboard.Tests;

/// <summary>
/// Shows how to test the real client with an emulator of the service. The emulator validates inputs, and its answers are real JSON.
/// </summary>
public sealed class EmulatorTests : IAsyncLifetime
{
    private readonly ModelEmulator _emulator = new(
        RunComfyClient.Models,
        new()
        {
            QueueTime = TimeSpan.Zero,
            RunTime = TimeSpan.Zero,
            Outcome = submit => submit.Input.GetProperty("prompt").ValueEquals("dawn")
                ? EmulatedOutcome.Fail("too dark")
                : EmulatedOutcome.Succeed,
        });

    private readonly HttpClient _http;
    private readonly RunComfyClient _client;

    public EmulatorTests()
    {
        _http = new HttpClient(_emulator.CreateHandler());
        _client = new RunComfyClient(_http, new() { BaseAddress = _emulator.Address, ApiToken = _emulator.Token });
    }

    private Director Director => new(_client.Kling.Kling3_0.Pro.TextToVideo);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        _http.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task Scenes_are_in_the_order_of_the_story()
    {
        var scenes = await Director.FilmAsync(["noon", "dusk"]);

        Assert.Equal(["noon", "dusk"], scenes.Select(scene => scene.Text));
        Assert.All(scenes, scene => Assert.EndsWith(".mp4", scene.Video, StringComparison.Ordinal));
        Assert.Equal(_emulator.BilledRequestIds.Order(), scenes.Select(scene => scene.RequestId!).Order());
    }

    [Fact]
    public async Task A_failed_scene_has_a_reason_and_does_not_end_the_others()
    {
        var scenes = await Director.FilmAsync(["dawn", "noon"]);

        Assert.Equal("This scene could not be filmed: too dark", scenes[0].Problem);
        Assert.NotNull(scenes[1].Video);
    }

    [Fact]
    public async Task A_scene_that_is_too_long_is_never_submitted()
    {
        var scenes = await Director.FilmAsync(["noon"], seconds: 60);

        Assert.StartsWith("The model does not accept this scene", Assert.Single(scenes).Problem, StringComparison.Ordinal);
        Assert.Equal(0, _emulator.Requests);
    }

    [Fact]
    public async Task A_scene_whose_answer_is_lost_is_charged_once_and_not_filmed_again()
    {
        _emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.MidResponse));

        var scenes = await Director.FilmAsync(["noon"]);

        Assert.Contains("Check the account", Assert.Single(scenes).Problem, StringComparison.Ordinal);
        Assert.Equal(1, _emulator.Bills);
    }
}
