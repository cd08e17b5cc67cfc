using System.Text.Json;
using SchemaSdk;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

namespace Storyboard.Tests;

/// <summary>Shows how to test with a fake model that returns what the test sets up. Needs no service, HTTP or waiting.</summary>
public sealed class FakedEndpointTests
{
    [Fact]
    public async Task Scenes_are_in_the_order_of_the_story_whichever_is_finished_first()
    {
        var slow = new TaskCompletionSource<ModelResult<TextToVideoOutput>>();
        var model = new FakedModel(input => input.Prompt == "dawn" ? slow.Task : Task.FromResult(Video("noon.mp4", "req-2")));

        var filming = new Director(model).FilmAsync(["dawn", "noon"]);
        slow.SetResult(Video("dawn.mp4", "req-1"));

        Assert.Equal(
            [
                new Scene("dawn", "https://files.runcomfy.net/dawn.mp4", null, "req-1"),
                new Scene("noon", "https://files.runcomfy.net/noon.mp4", null, "req-2"),
            ],
            await filming);
    }

    [Fact]
    public async Task Every_scene_is_filmed_wide()
    {
        var model = new FakedModel(_ => Task.FromResult(Video("a.mp4", "req-1")));

        await new Director(model).FilmAsync(["dawn", "noon"]);

        Assert.All(model.Inputs, input => Assert.Equal("16:9", input.AspectRatio?.ToString()));
    }

    [Fact]
    public async Task A_scene_has_the_whole_address_of_its_video()
    {
        var name = $"{new string('a', 400)}.mp4";
        var model = new FakedModel(_ => Task.FromResult(Video(name, "req-1")));

        var scenes = await new Director(model).FilmAsync(["dawn"]);

        Assert.Equal($"https://files.runcomfy.net/{name}", Assert.Single(scenes).Video);
    }

    [Fact]
    public async Task A_failed_scene_has_a_reason_and_does_not_end_the_others()
    {
        var model = new FakedModel(input => input.Prompt == "dawn"
            ? Task.FromException<ModelResult<TextToVideoOutput>>(
                new ModelFailedException("It ran and failed.")
                {
                    Error = JsonSerializer.SerializeToElement("too dark"),
                    RequestId = "req-1"
                })
            : Task.FromResult(Video("noon.mp4", "req-2")));

        var scenes = await new Director(model).FilmAsync(["dawn", "noon"]);

        Assert.Equal(new Scene("dawn", null, "This scene could not be filmed: too dark", "req-1"), scenes[0]);
        Assert.NotNull(scenes[1].Video);
    }

    [Fact]
    public async Task A_scene_whose_outcome_is_unknown_is_not_filmed_again_and_has_the_id_that_its_job_may_have()
    {
        var model = new FakedModel(_ => Task.FromException<ModelResult<TextToVideoOutput>>(
            new ModelSubmissionUnknownException("No usable answer came.") { PossibleRequestId = "req-1" }));

        var scenes = await new Director(model).FilmAsync(["dawn"]);

        Assert.Single(model.Inputs);
        Assert.Contains("Check the account", Assert.Single(scenes).Problem, StringComparison.Ordinal);
        Assert.Equal("req-1", scenes[0].RequestId);
    }

    [Fact]
    public async Task A_scene_without_a_video_does_not_lose_the_others_and_has_its_request_id()
    {
        var model = new FakedModel(input => input.Prompt == "dawn"
            ? Task.FromException<ModelResult<TextToVideoOutput>>(new ModelUnavailableException("No answer.") { RequestId = "req-1" })
            : Task.FromResult(Video("noon.mp4", "req-2")));

        var scenes = await new Director(model).FilmAsync(["dawn", "noon"]);

        Assert.Equal(new Scene("dawn", null, "This scene has no video: No answer.", "req-1"), scenes[0]);
        Assert.NotNull(scenes[1].Video);
    }

    [Fact]
    public async Task A_cancellation_does_not_lose_the_scenes_that_are_filmed_or_may_be_charged()
    {
        var model = new FakedModel(input => input.Prompt == "noon"
            ? Task.FromResult(Video("noon.mp4", "req-2"))
            : Task.FromException<ModelResult<TextToVideoOutput>>(
                input.Prompt == "dawn"
                    ? new ModelWaitCanceledException("The wait ended.") { RequestId = "req-1" }
                    : new OperationCanceledException("Nothing was sent.")));

        var scenes = await new Director(model).FilmAsync(["dawn", "noon", "dusk"]);

        Assert.Equal(["req-1", "req-2", null], scenes.Select(scene => scene.RequestId));
        Assert.NotNull(scenes[1].Video);
        Assert.Contains("may be running and charged", scenes[0].Problem, StringComparison.Ordinal);
    }

    private static ModelResult<TextToVideoOutput> Video(string name, string requestId) =>
        new(new TextToVideoOutput { Video = $"https://files.runcomfy.net/{name}" }, "kling/kling-3.0/pro/text-to-video", requestId);

    /// <summary>
    /// A fake model. The generated class can be faked, because it has virtual members and a constructor for derived classes.
    /// </summary>
    private sealed class FakedModel(Func<TextToVideoInput, Task<ModelResult<TextToVideoOutput>>> run) : TextToVideoModel
    {
        public List<TextToVideoInput> Inputs { get; } = [];

        public override Task<ModelResult<TextToVideoOutput>> RunAsync(
            TextToVideoInput input, RunOptions? options = null, CancellationToken cancellationToken = default)
        {
            Inputs.Add(input);
            return run(input);
        }
    }
}
