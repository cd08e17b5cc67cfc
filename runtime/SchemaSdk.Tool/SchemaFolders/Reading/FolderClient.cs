using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Tool.SchemaFolders.Reading;

/// <summary>The client settings for a folder of schemas that belongs to no project.</summary>
internal static class FolderClient
{
    /// <summary>The default settings.</summary>
    internal static ClientOptions Usual { get; } = new("ModelsClient", "ModelClients", "public", ClientOptions.UsualService);
}
