using System.CommandLine;
using System.Text.Json.Nodes;
using SchemaSdk.Emulation;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Configuration;

namespace SchemaSdk.Tool.Recordings;

/// <summary><c>schemasdk recordings check</c>: compares recordings with the current schemas.</summary>
internal static class RecordingsCheckCommand
{
    internal static Command Build(ToolHost host)
    {
        var folder = new Argument<string>("folder")
        {
            Description = "The folder of recordings.",
            DefaultValueFactory = _ => "recordings",
        };
        var schemas = GivenFolder.Option("The folder of schemas.", name: "--schemas");
        var command = new Command(
            "check", "Checks whether recordings fit the current schemas. The exit code is 1 if a recording does not fit.")
        {
            folder,
        };
        schemas.AddTo(command);
        return command.Reporting(
            host, (parsed, stop) => RunAsync(host, parsed.GetValue(folder)!, schemas.ReadOne(parsed, host).Path, stop));
    }

    private static async Task<Report> RunAsync(ToolHost host, string folder, string schemas, CancellationToken stop)
    {
        var path = Existing(host, folder, "recordings");
        var models = Existing(host, schemas, "schemas");
        try
        {
            var count = Directory.EnumerateFiles(path, "*.json").Count();
            if (count == 0)
            {
                throw new ToolException(
                    ExitCode.WrongUsage, $"'{path}' contains no recordings, so nothing was checked. Specify a folder of recordings.");
            }

            var problems = await host.Console.WatchAsync(
                "Comparing the recordings", _ => Task.Run(() => ModelRecording.Check(path, models), stop)).ConfigureAwait(false);
            return ReportOf(problems, count, name => Path.GetRelativePath(host.Folder, Path.Combine(path, name)).Replace('\\', '/'));
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.WrongUsage, $"'{path}' cannot be compared: {exception.Message}", exception);
        }
    }

    private static string Existing(ToolHost host, string folder, string what) => Directory.Exists(host.PathOf(folder))
        ? host.PathOf(folder)
        : throw new ToolException(ExitCode.WrongUsage, $"The folder of {what} does not exist: '{host.PathOf(folder)}'.");

    private static Report ReportOf(IReadOnlyList<RecordingProblem> problems, int count, Func<string, string> shown) => new(
        "recordings check",
        "Recordings",
        [.. problems.Select(problem => new Finding(RuleOf(problem.Kind), FindingLevel.Error, MessageOf(problem))
        {
            Model = problem.ModelId,
            Place = new Place(shown(problem.File)),
            Details = problem.JsonPointer is { } pointer ? new JsonObject { ["pointer"] = pointer } : null,
        })],
        $"{CountText.Of(count, "recording")}: {CountText.Of(problems.Count, "problem")}.",
        problems.Count > 0 ? ExitCode.Findings : ExitCode.Fine)
    {
        Facts = new JsonObject { ["recordings"] = count, ["problems"] = problems.Count },
    };

    private static string RuleOf(RecordingProblemKind kind) => kind switch
    {
        RecordingProblemKind.ModelGone => "model-gone",
        RecordingProblemKind.Input => "input",
        RecordingProblemKind.Output => "output",
        _ => "unreadable",
    };

    // The problem's own message does not say whether a value is in the input or in the output.
    private static string MessageOf(RecordingProblem problem) => problem.Kind switch
    {
        RecordingProblemKind.Input => $"the input is not valid: {problem.Message}",
        RecordingProblemKind.Output => $"the output cannot be read: {problem.Message}",
        _ => problem.Message,
    };
}
