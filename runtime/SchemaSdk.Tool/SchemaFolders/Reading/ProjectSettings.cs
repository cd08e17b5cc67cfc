using System.Xml;
using System.Xml.Linq;
using SchemaSdk.Schemas.Files;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.SchemaFolders.Reading;

/// <summary>Reads the settings of the project that contains a schema folder.</summary>
// MSBuild takes seconds and needs a restore, so this class reads the XML and marks each value as certain or not.
internal sealed class ProjectSettings
{
    private static readonly XmlReaderSettings Plain = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    // The current user may be unable to read a folder above the schemas.
    private static readonly EnumerationOptions Readable = new() { IgnoreInaccessible = true };

    private readonly List<(string Path, XDocument Content)> _files;

    private ProjectSettings(IReadOnlyList<string> projects, List<(string Path, XDocument Content)> files) =>
        (Projects, _files) = (projects, files);

    /// <summary>The project files in the nearest folder that contains both the schemas and a project file.</summary>
    internal IReadOnlyList<string> Projects { get; }

    /// <param name="folder">The full path of the schema folder.</param>
    /// <exception cref="ToolException">A project file cannot be read.</exception>
    internal static ProjectSettings Around(string folder)
    {
        var home = OuterFolders(folder).FirstOrDefault(
            static outer => Directory.Exists(outer) && Directory.EnumerateFiles(outer, SchemaFolder.ProjectFiles, Readable).Any());
        if (home is null)
        {
            return new ProjectSettings([], []);
        }

        // MSBuild imports the nearest Directory.Build.props into each project.
        var shared = OuterFolders(home).Select(static outer => Path.Combine(outer, "Directory.Build.props")).FirstOrDefault(File.Exists);
        var projects = Directory.EnumerateFiles(home, SchemaFolder.ProjectFiles, Readable).Order(StringComparer.Ordinal).ToList();
        string[] files = [.. projects, .. shared is null ? Array.Empty<string>() : [shared]];
        return new ProjectSettings(projects, [.. files.Select(path => (path, Read(path)))]);
    }

    /// <summary>
    /// Returns each value that the project gives to <paramref name="name"/>, as a property or as metadata of schemas.
    /// </summary>
    internal IReadOnlyList<ProjectSetting> Find(string name) =>
    [
        .. _files.SelectMany(file => file.Content.Descendants().SelectMany(element => element.Name.LocalName == name
            ? [new ProjectSetting(file.Path, element.Value.Trim(), IsForAll(element))]
            : element.Attributes(name).Select(metadata => new ProjectSetting(file.Path, metadata.Value.Trim(), IsCertain: false)))),
    ];

    /// <summary>
    /// Returns the value of a property if it is the same for all schemas, has no condition and refers to no other property. Otherwise,
    /// returns null.
    /// </summary>
    internal string? Certain(string name) =>
        Find(name) is { Count: > 0 } settings && settings.All(static setting => setting.IsCertain)
        && settings.Select(static setting => setting.Value).Distinct(StringComparer.Ordinal).ToList() is [var only]
        && !only.Contains("$(", StringComparison.Ordinal) ? only : null;

    private static IEnumerable<string> OuterFolders(string folder)
    {
        for (var outer = new DirectoryInfo(folder); outer is not null; outer = outer.Parent)
        {
            yield return outer.FullName;
        }
    }

    private static XDocument Read(string path)
    {
        try
        {
            using var reader = XmlReader.Create(path, Plain);
            return XDocument.Load(reader);
        }
        catch (Exception exception) when (exception is XmlException or IOException or UnauthorizedAccessException)
        {
            throw new ToolException(
                ExitCode.WrongUsage, $"{HarmlessText.Line(path)} cannot be read ({exception.Message.TrimEnd('.')}).", exception);
        }
    }

    // An element outside a PropertyGroup is metadata, which applies only to some schemas.
    private static bool IsForAll(XElement element) =>
        element.Parent?.Name.LocalName == "PropertyGroup"
        && element.AncestorsAndSelf().All(static one => one.Attribute("Condition") is null);
}
