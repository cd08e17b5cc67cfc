using System.CommandLine;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Configuration;
using SchemaSdk.Tool.SchemaFolders.Versions;

namespace SchemaSdk.Tool.Catalogue;

/// <summary><c>schemasdk retire</c>: prepares a release by moving retired models from warning to error, or from error to removal.</summary>
internal static class RetireCommand
{
    internal static Command Build(ToolHost host)
    {
        var version = new Argument<ReleaseVersion?>("version")
        {
            Description = "The next version, such as 1.3.0.",
            CustomParser = TypedVersion.Read,
        };
        var released = TypedVersion.Make("--released", "The last released version. Later versions in the lock file count as unreleased.");
        var folder = GivenFolder.Option("The folder of schemas. The lock file schemas.lock.json is next to it.", isAll: true);
        var command = new Command("retire", "Moves retired models to their next stage (warning, error, removal) for a new version.")
        {
            version, released,
        };
        folder.AddTo(command);
        return command.Reporting(host, (parsed, _) =>
        {
            var (next, last) = (parsed.GetValue(version)!, parsed.GetValue(released));
            var folders = UpdatedFolders.WithModelsOrAll(folder.ReadAll(parsed, host));
            return last is null || next.CompareTo(last) > 0
                ? FolderReports.JoinAllAsync(
                    host, "retire", folders, one => Task.FromResult(RetirementRun.Run(host, one.Path, next, last)))
                : throw new ToolException(
                    ExitCode.WrongUsage,
                    $"{next} is not later than {last}, the last released version. Specify a later version.");
        });
    }
}
