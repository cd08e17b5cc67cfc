namespace SchemaSdk.Tool.Catalogue;

/// <summary>The output of models whose catalogue entry tells none, as no entry does.</summary>
internal static class DocumentedOutput
{
    /// <summary>
    /// The one shape that the service's documentation gives for all of its models, without its words: one or several pictures or videos.
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
