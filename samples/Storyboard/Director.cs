using SchemaSdk;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

namespace Storyboard;

/// <summary>Films the scenes of a story, one video per scene. It depends on a single model, which tests can replace.</summary>
public sealed class Director(TextToVideoModel model)
{
    /// <summary>
    /// Films each scene with the given length, and returns the scenes in the order of the story. After a cancellation, the
    /// <see cref="Scene.Problem"/> of each scene without a video says why it has none.
    /// </summary>
    public async Task<IReadOnlyList<Scene>> FilmAsync(
        IReadOnlyList<string> story, int seconds = 5, CancellationToken cancellationToken = default) =>
        await Task.WhenAll(story.Select(text => FilmAsync(text, seconds, cancellationToken)));

    private async Task<Scene> FilmAsync(string text, int seconds, CancellationToken cancellationToken)
    {
        try
        {
            var result = await model.RunAsync(new() { Prompt = text, AspectRatio = "16:9", Duration = seconds }, null, cancellationToken);
            return new Scene(text, result.Output.Video?.Url, Problem: null, result.RequestId);
        }
        catch (ModelInputException error)
        {
            return new Scene(text, Video: null, $"The model does not accept this scene: {error.Errors[0].Message}", RequestId: null);
        }
        catch (ModelFailedException error)
        {
            return new Scene(text, Video: null, $"This scene could not be filmed: {error.Error}", error.RequestId);
        }
        catch (ModelSubmissionUnknownException error)
        {
            // The job may run and be charged, so a person must decide whether to film the scene again.
            return new Scene(
                text,
                Video: null,
                "This scene's job may be running and charged. Check the account before you retry.",
                error.RequestId ?? error.PossibleRequestId);
        }
        catch (ModelException error)
        {
            // Return any other problem instead of throwing, so that the other scenes, which are paid for, are not lost.
            return new Scene(text, Video: null, $"This scene has no video: {error.Message}", error.RequestId);
        }
        catch (ModelWaitCanceledException error)
        {
            return new Scene(
                text, Video: null, "The wait for this scene was cancelled. Its job may be running and charged.", error.RequestId);
        }
        catch (OperationCanceledException)
        {
            return new Scene(text, Video: null, "This scene was cancelled before its job was submitted.", RequestId: null);
        }
    }
}
