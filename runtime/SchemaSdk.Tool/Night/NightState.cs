using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.SchemaFolders.Versions;

namespace SchemaSdk.Tool.Night;

/// <summary>
/// The files that one step of a nightly update writes for the next step. The push step does not trust them, because a program that the
/// check step built may have changed them.
/// </summary>
/// <param name="folder">The full path of the folder.</param>
internal sealed partial class NightState(string folder)
{
    /// <summary>The path of the folder with these files, relative to the folder with <c>schemasdk.json</c>.</summary>
    internal const string Folder = "artifacts/schemas";

    /// <summary>The name of the file with the text of the pull request.</summary>
    internal const string TextFile = "pull-request.md";

    /// <summary>The advice to show if a file cannot be used. A new update replaces the file.</summary>
    internal const string Again = "Start again with 'schemasdk night update'. ";

    private const int MostOfValue = 100;
    private const int MostOfReports = 4 << 20;
    private const long MostOfPatch = 256L << 20;

    private const string OutcomeFile = "outcome";
    private const string BaseFile = "base";
    private const string NextFile = "next";
    private const string ReportsFile = "reports.json";
    private const string IgnoreFile = ".gitignore";

    internal string Patch => Path.Combine(folder, "change.patch");

    /// <summary>The path of a separate git index, in which the patch is applied.</summary>
    internal string Index => Path.Combine(folder, "index");

    /// <summary>The path of a separate git index that contains the files in the checkout.</summary>
    internal string Files => Path.Combine(folder, "index.files");

    internal NightOutcome Outcome
    {
        get => Read(OutcomeFile, MostOfValue) is not { } word ? NightOutcome.None
            : Enum.GetValues<NightOutcome>().FirstOrDefault(known => WordOf(known) == word) is var outcome and not NightOutcome.None
                ? outcome
                : throw Refused(OutcomeFile, "does not contain a known outcome");
        set => Write(OutcomeFile, WordOf(value));
    }

    /// <summary>The commit that the update is based on.</summary>
    internal string Base
    {
        get => Read(BaseFile, MostOfValue) is { } id && Commit().IsMatch(id) ? id : throw Refused(BaseFile, "does not contain a commit id");
        set => Write(BaseFile, value);
    }

    /// <summary>The next version; null before the first release, or if the version stays the same.</summary>
    internal ReleaseVersion? Next
    {
        get => Read(NextFile, MostOfValue) is not { } text ? null
            : ReleaseVersion.Parse(text) is { } version && version.ToString() == text ? version
            : throw Refused(NextFile, "does not contain a version such as 1.2.3");
        set => Write(NextFile, value!.ToString());
    }

    /// <summary>The reports from the update step. They become part of the pull request's text.</summary>
    internal IReadOnlyList<HandedReport> Reports
    {
        get
        {
            try
            {
                return JsonSerializer.Deserialize(
                    Read(ReportsFile, MostOfReports) ?? throw Refused(ReportsFile, "does not exist"), Json) is { } reports
                    && reports.All(static report => report?.Findings.All(static finding => finding is not null) == true)
                        ? reports : throw Refused(ReportsFile, "contains null instead of a report or finding");
            }
            catch (JsonException exception)
            {
                throw Refused(ReportsFile, $"does not contain valid reports: {exception.Message.TrimEnd('.')}");
            }
        }

        set => Write(ReportsFile, JsonSerializer.Serialize(value, Json));
    }

    private static JsonTypeInfo<IReadOnlyList<HandedReport>> Json => HandedReportJson.Default.IReadOnlyListHandedReport;

    /// <summary>Writes the text of the pull request to a file for the user.</summary>
    internal void WriteText(string text)
    {
        // The check step may have left a link at this path. Without the deletion, the text would be written to the link's target.
        File.Delete(Path.Combine(folder, TextFile));
        Write(TextFile, text);
    }

    /// <summary>Removes the files of an earlier update.</summary>
    internal void Clear()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Hide();
    }

    /// <summary>Makes git ignore the folder, because not every repository has an ignore rule for it.</summary>
    internal void Hide()
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, IgnoreFile), "*\n");

        // Also make git ignore build output in the parent folder, unless the repository has its own rules there.
        if (Path.Combine(Path.GetDirectoryName(folder)!, IgnoreFile) is var outer && !File.Exists(outer))
        {
            File.WriteAllText(outer, "*\n");
        }
    }

    /// <exception cref="ToolException">The patch is missing, empty, a link or too large.</exception>
    internal void CheckPatch()
    {
        var file = FileOf(Patch) ?? throw Refused(Path.GetFileName(Patch), "does not exist");
        if (file.Length is 0 or > MostOfPatch)
        {
            throw file.Length == 0
                ? Refused(file.Name, "is empty, so nothing changed")
                : Refused(file.Name, $"has more than {MostOfPatch} bytes", advice: "");
        }
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);

    private string? Read(string name, int most)
    {
        if (FileOf(Path.Combine(folder, name)) is not { } file)
        {
            return null;
        }

        // A character takes at most four bytes, so a longer file need not be read.
        var text = file.Length <= most * 4L ? File.ReadAllText(file.FullName, Encoding.UTF8) : null;
        return text is { } read && read.Length <= most ? read : throw Refused(name, $"has more than {most} characters", advice: "");
    }

    // A link could point to any file on the machine that pushes, and the text of that file would be published.
    private static FileInfo? FileOf(string path)
    {
        var file = new FileInfo(path);
        return file.LinkTarget is not null ? throw Refused(file.Name, "is a link") : file.Exists ? file : null;
    }

    private static string WordOf(NightOutcome outcome) => outcome.ToString().ToLowerInvariant();

    private static ToolException Refused(string name, string why, string advice = Again) =>
        new(ExitCode.WrongUsage, $"{Folder}/{name} {why}. {advice}Nothing was pushed.");

    [GeneratedRegex(@"\A[0-9a-f]{40}(?:[0-9a-f]{24})?\z")]
    private static partial Regex Commit();
}
