namespace SchemaSdk.Tool.Catalogue;

/// <summary>The output schema for models whose catalogue entry has none. Today that is every model.</summary>
internal static class DocumentedOutput
{
    /// <summary>
    /// The output shape that the service documents for all of its models, without prose: one or more images or videos.
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
