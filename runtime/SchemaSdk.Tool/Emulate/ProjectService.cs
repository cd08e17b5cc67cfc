using SchemaSdk.Services;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.SchemaFolders.Reading;

namespace SchemaSdk.Tool.Emulate;

/// <summary>Finds the service of a schema folder in the settings of the folder's project.</summary>
internal static class ProjectService
{
    private const string Setting = "ModelService";

    /// <param name="folder">The full path of a schema folder that has no lock file.</param>
    /// <returns>
    /// The service of the nearest project that contains the folder; null if no project is found, or if the project sets no service.
    /// </returns>
    /// <exception cref="ToolException">The project sets several services, an unknown one, or a service for only some schemas.</exception>
    internal static ServiceProfile? Of(string folder)
    {
        var settings = ProjectSettings.Around(folder).Find(Setting);
        if (settings.Count == 0)
        {
            return null;
        }

        var names = settings.Select(static setting => setting.Value).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return names is [var name] && settings.All(static setting => setting.IsCertain) && ModelService.Find(name) is { } service
            ? service
            : throw new ToolException(
                ExitCode.WrongUsage,
                "The service of the folder is unclear: the folder has no lock file that records it, and "
                + $"{HarmlessText.Line(settings[0].Path)} sets {Setting} to "
                + $"{string.Join(", ", names.Select(one => $"'{HarmlessText.Line(one)}'"))}. Specify the service with --service.");
    }
}
