using System.Text;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Diff.Changelogs;
using SchemaSdk.Tool.SchemaFolders.Disk;
using SchemaSdk.Tool.SchemaFolders.Versions;

namespace SchemaSdk.Tool.Diff;

/// <summary>Writes the changes to a changelog.</summary>
/// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
/// <param name="path">The full path of the changelog.</param>
internal sealed class DiffEntry(ToolHost host, string path)
{
    internal void Write(Report report, ReleaseVersion released, Bump bump)
    {
        var before = File.Exists(path) ? Read() : "";
        var entry = ChangelogEntry.Make([.. report.Findings.Where(IsChange)]);
        var after = new ChangelogText(path, released, released.Next(bump)).Put(before, entry);
        if (after != before)
        {
            var files = StagedFiles.Beside(path, host.CreateFile);
            files.Put(path, after);
            files.Commit();
        }
    }

    private string Read()
    {
        if (new FileInfo(path).LinkTarget is { } target)
        {
            throw new ToolException(
                ExitCode.WrongUsage,
                $"The changelog {path} is a link to '{target}', and the new text would replace the link. Specify the path of the target. "
                + "Nothing was changed.");
        }

        try
        {
            return StrictText.Read(path);
        }
        catch (DecoderFallbackException exception)
        {
            throw new ToolException(
                ExitCode.WrongUsage, $"The changelog {path} is not UTF-8 text. Save it as UTF-8. Nothing was changed.", exception);
        }
    }

    // Findings without a model are about the comparison itself.
    private static bool IsChange(Finding finding) => finding.Model is not null;
}
