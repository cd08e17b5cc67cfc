using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Tool.SchemaFolders.Reading;

/// <summary>The client of a folder of schemas that no project says anything about.</summary>
internal static class FolderClient
{
    /// <summary>The settings of a project that has none.</summary>
    internal static ClientOptions Usual { get; } = new("ModelsClient", "ModelClients", "public", ClientOptions.UsualService);
}
