namespace SchemaSdk.Tool.Catalogue;

/// <summary>The output of models without an output schema in the catalogue, which are all models today.</summary>
internal static class DocumentedOutput
{
    /// <summary>
    /// The one shape that the service documents for all of its models, without the prose: one or more pictures or videos.
    /// </summary>
    internal const string Text =
        """
        {
          "output": {
            "type": "object",
            "properties": {
              "image": { "type": "string", "format": "uri" },
              "video": { "type": "string", "format": "uri" },
              "images": { "type": "array", "items": { "type": "string", "format": "uri" } },
              "videos": { "type": "array", "items": { "type": "string", "format": "uri" } }
            }
          }
        }

        """;
}
