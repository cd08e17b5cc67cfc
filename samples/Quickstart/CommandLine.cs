using System.CommandLine;

namespace Quickstart;

/// <summary>The command-line options with their defaults and help.</summary>
internal static class CommandLine
{
    private static readonly Option<string> Model = new("--model")
    {
        Description = "The id of the model to run.",
        HelpName = "id",
        DefaultValueFactory = _ => ModelCalls.TextToVideo,
    };

    private static readonly Option<string> Prompt = new("--prompt")
    {
        Description = "What the video should show.",
        HelpName = "text",
        DefaultValueFactory = _ => "A paper boat drifts down a rain gutter at dusk, filmed close to the water.",
    };

    private static readonly Option<string?> ImageUrl = new("--image-url")
    {
        Description = "Public URL of the first frame, for models with an image input.",
        HelpName = "url",
    };

    private static readonly Option<int?> Duration = new("--duration")
    {
        Description = "Length of the video in seconds. [default: the model's]",
        HelpName = "seconds",
    };

    private static readonly Option<string> Out = new("--out")
    {
        Description = "File to write, or an existing folder.",
        HelpName = "path",
        DefaultValueFactory = _ => "out.mp4",
    };

    private static readonly Option<bool> Live = new("--live")
    {
        Description = "Call the real service, which costs money, instead of the emulator. Reads the token from RUNCOMFY_API_TOKEN.",
    };

    private static readonly Option<bool> Yes = new("--yes")
    {
        Description = "With --live: accept the cost without being asked.",
    };

    private static readonly Option<string?> Resume = new("--resume")
    {
        Description = "With --live: attach to the job with this request id instead of submitting a new one.",
        HelpName = "request id",
    };

    public static RootCommand Build(Func<Request, CancellationToken, Task<int>> execute)
    {
        var command = new RootCommand("Runs one model, by default in an emulator on this machine, and saves its output.")
        {
            Model, Prompt, ImageUrl, Duration, Out, Live, Yes, Resume,
        };
        command.SetAction((parsed, cancellationToken) => execute(Read(parsed), cancellationToken));
        return command;
    }

    private static Request Read(ParseResult parsed) => new()
    {
        ModelId = parsed.GetRequiredValue(Model),
        Prompt = parsed.GetRequiredValue(Prompt),
        ImageUrl = parsed.GetValue(ImageUrl),
        Duration = parsed.GetValue(Duration),
        Out = parsed.GetRequiredValue(Out),
        IsLive = parsed.GetValue(Live),
        IsConfirmed = parsed.GetValue(Yes),
        Resume = parsed.GetValue(Resume),
    };
}
