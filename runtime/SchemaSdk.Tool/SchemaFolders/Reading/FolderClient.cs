using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Tool.SchemaFolders.Reading;

/// <summary>The client settings for a folder of schemas without a project.</summary>
internal static class FolderClient
{
    /// <summary>The default settings.</summary>
    internal static ClientOptions Usual { get; } = new("ModelsClient", "ModelClients", "public", ClientOptions.UsualService);
}
