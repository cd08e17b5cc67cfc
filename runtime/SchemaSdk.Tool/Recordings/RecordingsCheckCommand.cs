using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk.Emulation;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Configuration;
using SchemaSdk.Tool.Services;

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
        var schemas = GivenFolder.Option("The folder of schemas.", isAll: true, name: "--schemas");
        var command = new Command(
            "check", "Checks whether recordings fit the current schemas. The exit code is 1 if a recording does not fit.")
        {
            folder,
        };
        schemas.AddTo(command);
        return command.Reporting(
            host, (parsed, stop) => RunAsync(host, parsed.GetValue(folder)!, schemas.ReadAll(parsed, host), stop));
    }

    private static async Task<Report> RunAsync(
        ToolHost host, string folder, IReadOnlyList<ConfiguredFolder> schemas, CancellationToken stop)
    {
        var path = Existing(host, folder, "recordings");
        foreach (var one in schemas)
        {
            Existing(host, one.Path, "schemas");
        }

        try
        {
            var count = Directory.EnumerateFiles(path, "*.json").Count();
            if (count == 0)
            {
                throw new ToolException(
                    ExitCode.WrongUsage, $"'{path}' contains no recordings, so nothing was checked. Specify a folder of recordings.");
            }

            var problems = await host.Console.WatchAsync(
                "Comparing the recordings", _ => Task.Run(() => Check(path, schemas), stop)).ConfigureAwait(false);
            return ReportOf(problems, count, name => Path.GetRelativePath(host.Folder, Path.Combine(path, name)).Replace('\\', '/'));
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.WrongUsage, $"'{path}' cannot be compared: {exception.Message}", exception);
        }
    }

    private static IReadOnlyList<RecordingProblem> Check(string recordings, IReadOnlyList<ConfiguredFolder> schemas) =>
        schemas is [var only] ? ModelRecording.Check(recordings, only.Path)
        :
        [
            .. schemas.GroupBy(static folder => ServiceChoice.InFolder(new AskedService(null, null).In(folder), folder.Path).Name)
                .SelectMany(folders => Joined(
                    recordings, folders.Key, [.. folders.Select(folder => ModelRecording.Check(recordings, folder.Path))]))
                .DistinctBy(static problem => (problem.File, problem.Kind, problem.JsonPointer, problem.Message))
                .OrderBy(static problem => problem.File, StringComparer.Ordinal),
        ];

    // A model is gone only if all folders of its service lack it. Without a lock file, a check also reports models of other services.
    private static IEnumerable<RecordingProblem> Joined(
        string recordings, string service, List<IReadOnlyList<RecordingProblem>> folders) =>
        folders.SelectMany(static folder => folder).Where(problem => problem.Kind != RecordingProblemKind.ModelGone
            || (folders.TrueForAll(folder => folder.Any(other => other.Kind == problem.Kind && other.File == problem.File))
                && ServiceOf(Path.Combine(recordings, problem.File)).Equals(service, StringComparison.OrdinalIgnoreCase)));

    private static string ServiceOf(string recording)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(recording));
        return document.RootElement.GetProperty("service").GetString()!;
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

    private static string MessageOf(RecordingProblem problem) => problem.Kind switch
    {
        RecordingProblemKind.Input => $"the input is not valid: {problem.Message}",
        RecordingProblemKind.Output => $"the output cannot be read: {problem.Message}",
        _ => problem.Message,
    };
}
