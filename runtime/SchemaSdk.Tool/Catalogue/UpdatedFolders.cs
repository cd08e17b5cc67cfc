using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Configuration;
using SchemaSdk.Tool.SchemaFolders.Changing;

namespace SchemaSdk.Tool.Catalogue;

/// <summary>
/// Selects the folders that are updated. A folder without a model from a catalogue, such as a folder of handwritten schemas, is updated
/// only if its settings say to add all new models.
/// </summary>
internal static class UpdatedFolders
{
    internal static IReadOnlyList<ConfiguredFolder> Of(IReadOnlyList<ConfiguredFolder> folders) =>
        [.. folders.Where(static folder => folder.Settings.All || HasModels(folder))];

    /// <summary>
    /// Returns the folders to update. If there would be none, returns all folders, so that the command reports why it cannot update them.
    /// </summary>
    internal static IReadOnlyList<ConfiguredFolder> OrAll(IReadOnlyList<ConfiguredFolder> folders) =>
        Of(folders) is { Count: > 0 } updated ? updated : folders;

    internal static IReadOnlyList<ConfiguredFolder> WithModelsOrAll(IReadOnlyList<ConfiguredFolder> folders) =>
        folders.Where(HasModels).ToList() is { Count: > 0 } filled ? filled : folders;

    private static bool HasModels(ConfiguredFolder folder)
    {
        try
        {
            return new SchemaPaths(folder.Path).HasTakenModels();
        }
        catch (Exception exception) when (exception is ToolException or IOException or UnauthorizedAccessException)
        {
            // The lock file cannot be read. The command itself reports the error, and still updates the other folders.
            return true;
        }
    }
}
