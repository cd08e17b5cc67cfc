using SchemaSdk;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

namespace Storyboard;

/// <summary>Films the scenes of a story, one video each. It needs one model of the client, which a test can replace.</summary>
public sealed class Director(TextToVideoModel model)
{
    /// <summary>Films all scenes, each as long as the others, and gives them in the order of the story.</summary>
    public async Task<IReadOnlyList<Scene>> FilmAsync(
        IReadOnlyList<string> story, int seconds = 5, CancellationToken cancellationToken = default) =>
        await Task.WhenAll(story.Select(text => FilmAsync(text, seconds, cancellationToken)));

    private async Task<Scene> FilmAsync(string text, int seconds, CancellationToken cancellationToken)
    {
        try
        {
            var result = await model.RunAsync(new() { Prompt = text, AspectRatio = "16:9", Duration = seconds }, null, cancellationToken);
            return new Scene(text, result.Output.Video?.ToString(), Problem: null, result.RequestId);
        }
        catch (ModelInputException error)
        {
            return new Scene(text, Video: null, $"It cannot be filmed like that: {error.Errors[0].Message}", RequestId: null);
        }
        catch (ModelFailedException error)
        {
            return new Scene(text, Video: null, $"It could not be filmed: {error.Error}", error.RequestId);
        }
        catch (ModelSubmissionUnknownException)
        {
            // It may run and be paid for: to film it again is for a person to decide.
            return new Scene(
                text, Video: null, "Nobody knows whether it is being filmed. Look at the account before you try again.", RequestId: null);
        }
    }
}
