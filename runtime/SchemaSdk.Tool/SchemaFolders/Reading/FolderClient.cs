using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Configuration;
using SchemaSdk.Tool.SchemaFolders.Ids;

namespace SchemaSdk.Tool.SchemaFolders.Reading;

/// <summary>Determines the name and namespace of the client that a build makes from a folder of schemas.</summary>
internal static class FolderClient
{
    /// <summary>The client of a folder that belongs to no project.</summary>
    internal static ClientOptions Usual { get; } = new("ModelsClient", "ModelClients", "public", ClientOptions.UsualService);

    /// <summary>
    /// Returns the name and namespace in <c>schemasdk.json</c> or, if they are missing there, in the project that contains the folder.
    /// </summary>
    /// <exception cref="ToolException">A project file is not XML, or a name is not valid in C#.</exception>
    internal static ClientOptions Of(ConfiguredFolder folder)
    {
        Check("client", folder.Settings.Client, NameFault.OfIdentifier);
        Check("namespace", folder.Settings.Namespace, NameFault.OfNamespace);
        var project = ProjectSettings.Around(folder.Path);
        return new ClientOptions(
            folder.Settings.Client ?? Valid(project.Certain("ModelClientName"), NameFault.OfIdentifier) ?? Usual.Name,
            folder.Settings.Namespace ?? NamespaceIn(project) ?? Usual.Namespace,
            Usual.Accessibility,
            folder.Settings.Service ?? Usual.Service);
    }

    private static string? NamespaceIn(ProjectSettings project) =>
        new[]
        {
            project.Certain("ModelClientNamespace"),
            project.Certain("RootNamespace"),
            project.Projects is [var only] ? Path.GetFileNameWithoutExtension(only) : null,
        }.Select(static name => Valid(name, NameFault.OfNamespace)).FirstOrDefault(static name => name is not null);

    private static void Check(string member, string? name, Func<string, string?> find)
    {
        if (name is not null && find(name) is { } fault)
        {
            throw new ToolException(
                ExitCode.WrongUsage, $"'{name}' in {ConfigurationFile.Name} cannot be the {member} of a folder: it {fault}.");
        }
    }

    private static string? Valid(string? name, Func<string, string?> find) => name is not null && find(name) is null ? name : null;
}
