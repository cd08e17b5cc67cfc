using System.Text.Json;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Configuration;

/// <summary>The file <c>schemasdk.json</c> of the current folder or the nearest folder above it.</summary>
/// <param name="Path">The full path of the file; null if no folder has one.</param>
/// <param name="Content">The settings; the defaults if no folder has the file.</param>
internal sealed record ConfigurationFile(string? Path, ToolConfiguration Content)
{
    internal const string Name = "schemasdk.json";

    /// <summary>Returns the full path of the folder that paths in the file are relative to.</summary>
    internal string HomeFor(ToolHost host) => Path is null ? host.Folder : System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Compares full paths, ignoring case on operating systems whose file systems usually ignore it.</summary>
    internal static readonly StringComparer PathComparer =
        OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    private const int MostBytes = 1 << 20;

    private static readonly ConfigurationJson Written = new(new JsonSerializerOptions(ConfigurationJson.Default.Options)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    });

    /// <exception cref="ToolException">The file cannot be read, or has an unknown setting.</exception>
    internal static ConfigurationFile Find(ToolHost host) => Find(host.Folder);

    /// <summary>Finds the file of a folder, or of the nearest folder above it.</summary>
    /// <param name="start">The full path of the folder.</param>
    /// <exception cref="ToolException">The file cannot be read, or has an unknown setting.</exception>
    internal static ConfigurationFile Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (System.IO.Path.Combine(folder.FullName, Name) is var path && File.Exists(path))
            {
                return new ConfigurationFile(path, Read(path));
            }
        }

        return new ConfigurationFile(null, new ToolConfiguration());
    }

    private static ToolConfiguration Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MostBytes)
            {
                throw Refused(path, $"has more than {MostBytes} bytes");
            }

            return Parse(File.ReadAllText(path), System.IO.Path.GetDirectoryName(path)!, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.WrongUsage, $"{path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Parses the text of a <c>schemasdk.json</c> file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="home">The full path of the folder that paths in the file are relative to.</param>
    /// <param name="shown">The path of the file, for messages.</param>
    /// <exception cref="ToolException">The text is not valid, or has an unknown setting.</exception>
    internal static ToolConfiguration Parse(string text, string home, string shown)
    {
        try
        {
            var content = JsonSerializer.Deserialize(text, Written.ToolConfiguration) ?? throw Refused(shown, "must contain an object");
            return FaultOf(content, home) is { } fault ? throw Refused(shown, fault) : content;
        }
        catch (JsonException exception)
        {
            var place = exception.LineNumber is { } line ? $"({line + 1})" : "";
            throw new ToolException(ExitCode.WrongUsage, $"{shown}{place} is not valid: {exception.Message}", exception);
        }
    }

    private static string? FaultOf(ToolConfiguration content, string home)
    {
        if (content.Rules.Keys.FirstOrDefault(static id => ProblemKinds.All.All(kind => kind.Id != id)) is { } rule)
        {
            return $"sets the severity of '{rule}', which is not a rule.{NearestName.Hint(rule, ProblemKinds.All.Select(kind => kind.Id))}";
        }

        if (content.Night.Check.Concat(content.Night.Pack).Concat(content.Release.Pack).Concat(content.Release.Test)
            .Any(static command => command is null))
        {
            return "has null instead of a command in 'check', 'pack' or 'test'";
        }

        if (content.Folders.Keys.FirstOrDefault(static folder => folder.Any(char.IsControl)) is { } odd)
        {
            return $"has the folder '{odd}', which contains a control character";
        }

        var same = content.Folders.Keys.GroupBy(folder => FullPathOf(folder, home), PathComparer);
        if (same.FirstOrDefault(static folders => folders.Count() > 1) is { } twice)
        {
            return $"lists the same folder twice: {string.Join(", ", twice.Select(static folder => $"'{folder}'"))}";
        }

        foreach (var (folder, settings) in content.Folders)
        {
            var fault = settings is null ? "is null instead of an object"
                : settings.Include.Concat(settings.Exclude).Any(static pattern => pattern is null)
                ? "has null instead of a pattern in 'include' or 'exclude'"
                : settings.Service is { } service && ModelService.Find(service) is null
                ? $"has the unknown service '{service}'."
                    + NearestName.Hint(service, ModelService.Profiles.Select(static one => one.Names.Name))
                : null;
            if (fault is not null)
            {
                return $"is not valid: folder '{folder}' {fault}";
            }
        }

        return null;
    }

    internal static string FullPathOf(string folder, string home) =>
        System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(folder, home));

    private static ToolException Refused(string path, string why) =>
        new(ExitCode.WrongUsage, $"{path} {(why.EndsWith('?') ? why : $"{why.TrimEnd('.')}.")}");
}
