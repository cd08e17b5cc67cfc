using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Import.OpenApi;
using SchemaSdk.Tool.SchemaFolders.Ids;

namespace SchemaSdk.Tool.Services;

/// <summary>Creates a catalogue's entry for a model from the model's OpenAPI document.</summary>
internal static class DocumentedModel
{
    /// <param name="entry">The entry without a schema.</param>
    /// <param name="document">The document as JSON; null if the catalogue has none for the model.</param>
    /// <param name="style">The style of the service's documents.</param>
    internal static CatalogueModel Of(ModelCatalogEntry entry, string? document, OpenApiStyle style)
    {
        if (document is null)
        {
            return new CatalogueModel(entry) { Fault = "is missing" };
        }

        try
        {
            var files = new DocumentFiles($"the OpenAPI document of {ModelIdFault.Cut(entry.Id)}", document, path: null);
            var model = new OpenApiReading(files, [style]).Read(entry.Id);
            return new CatalogueModel(new ModelCatalogEntry
            {
                Id = entry.Id,
                DisplayName = entry.DisplayName,
                Categories = entry.Categories,
                InputSchema = model.Input.Text,
            })
            {
                OutputSchema = model.Output?.Text,
                Lost =
                [
                    .. model.Input.Lost.Select(reference => (SchemaFileName.Input, reference)),
                    .. model.Output?.Lost.Select(reference => (SchemaFileName.Output, reference)) ?? [],
                ],
            };
        }
        catch (ToolException exception)
        {
            // One unusable document must not end the command.
            return new CatalogueModel(entry) { Fault = $"cannot be read: {exception.Message.TrimEnd('.')}" };
        }
    }
}
