using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Naming;
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
        Check("client", folder.Settings.Client, NameFault.OfClient);
        Check("namespace", folder.Settings.Namespace, NameFault.OfClientNamespace);
        var project = ProjectSettings.Around(folder.Path);
        return new ClientOptions(
            ClientNames.ClassName(folder.Settings.Client ?? project.Certain("ModelClientName") ?? Usual.Name),
            NamespaceIn(folder.Settings, project) ?? Usual.Namespace,
            Usual.Accessibility,
            folder.Settings.Service ?? Usual.Service);
    }

    // Replaces spaces in the project's name, as MSBuild does in the default RootNamespace.
    private static string? NamespaceIn(FolderSettings settings, ProjectSettings project) =>
        new[]
        {
            settings.Namespace,
            project.Certain("ModelClientNamespace"),
            project.Certain("RootNamespace"),
            project.Projects is [var only] ? Path.GetFileNameWithoutExtension(only).Replace(' ', '_') : null,
        }.Select(static name => ClientNames.Namespace(name ?? "")).FirstOrDefault(static name => name.Length > 0);

    private static void Check(string member, string? name, Func<string, string?> find)
    {
        if (name is not null && find(name) is { } fault)
        {
            throw new ToolException(
                ExitCode.WrongUsage, $"'{name}' in {ConfigurationFile.Name} cannot be the {member} of a folder: it {fault}.");
        }
    }
}
