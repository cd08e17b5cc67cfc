using System.Xml;
using System.Xml.Linq;
using SchemaSdk.Schemas.Files;
using SchemaSdk.Services;
using SchemaSdk.Services.Known;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Emulate;

/// <summary>Finds out which service the project of a folder calls.</summary>
// Only MSBuild could evaluate the project, which takes seconds and a restore. So only what is certain is read from the text.
internal static class ProjectService
{
    private const string Setting = "ModelService";
    private const string Projects = SchemaFolder.ProjectFiles;

    private static readonly XmlReaderSettings Plain = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <param name="folder">The full path of a folder of schemas that has no lock.</param>
    /// <returns>The service of the nearest project around the folder; null without a project, or if the project sets none.</returns>
    /// <exception cref="ToolException">The project sets a service for some schemas only, or one that the tool does not know.</exception>
    internal static ServiceProfile? Of(string folder)
    {
        var settings = FilesAround(folder).SelectMany(Read).ToList();
        if (settings.Count == 0)
        {
            return null;
        }

        var names = settings.Select(static setting => setting.Name).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return names is [var name] && settings.TrueForAll(static setting => setting.IsCertain) && KnownServices.Find(name) is { } service
            ? service
            : throw Unclear(settings[0].Path, $"sets {Setting} to {string.Join(", ", names.Select(one => $"'{HarmlessText.Line(one)}'"))}");
    }

    // The projects of the nearest folder that has some, and the Directory.Build.props that MSBuild imports into them.
    private static IEnumerable<string> FilesAround(string folder)
    {
        var home = Around(folder)
            .FirstOrDefault(static outer => Directory.Exists(outer) && Directory.EnumerateFiles(outer, Projects).Any());
        if (home is null)
        {
            return [];
        }

        var shared = Around(home).Select(static outer => Path.Combine(outer, "Directory.Build.props")).FirstOrDefault(File.Exists);
        var projects = Directory.EnumerateFiles(home, Projects).Order(StringComparer.Ordinal);
        return shared is null ? projects : projects.Append(shared);
    }

    private static IEnumerable<string> Around(string folder)
    {
        for (var outer = new DirectoryInfo(folder); outer is not null; outer = outer.Parent)
        {
            yield return outer.FullName;
        }
    }

    private static IEnumerable<(string Path, string Name, bool IsCertain)> Read(string path)
    {
        try
        {
            using var reader = XmlReader.Create(path, Plain);
            return
            [
                .. XDocument.Load(reader).Descendants().SelectMany(element => element.Name.LocalName == Setting
                    ? [(path, element.Value.Trim(), IsForAll(element))]
                    : element.Attributes(Setting).Select(metadata => (path, metadata.Value.Trim(), false))),
            ];
        }
        catch (XmlException exception)
        {
            throw Unclear(path, $"cannot be read ({exception.Message.TrimEnd('.')})");
        }
    }

    // Metadata of an item is for some schemas only, and a condition may be false.
    private static bool IsForAll(XElement element) =>
        element.Parent?.Name.LocalName == "PropertyGroup"
        && element.AncestorsAndSelf().All(static one => one.Attribute("Condition") is null);

    private static ToolException Unclear(string path, string why) => new(
        ExitCode.WrongUsage,
        $"The folder has no lock that names its service, and {HarmlessText.Line(path)} {why}. Give --service with the service to emulate.");
}
