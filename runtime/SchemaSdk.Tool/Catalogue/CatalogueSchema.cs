using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.SchemaFolders.Changing;
using SchemaSdk.Tool.SchemaFolders.Locking;
using SchemaSdk.Tool.SchemaFolders.Texts;
using SchemaSdk.Tool.Services;

namespace SchemaSdk.Tool.Catalogue;

/// <summary>A model's schema in the catalogue, compared with the schema's file on disk.</summary>
/// <param name="Path">The full path of the file.</param>
/// <param name="Name">The name of the file.</param>
/// <param name="Text">The schema in the catalogue, formatted as it would be written to the file.</param>
/// <param name="Known">The hash in the lock file; null if the lock file has none.</param>
internal sealed record CatalogueSchema(string Path, string Name, string Text, string? Known)
{
    internal string Hash { get; } = ContentHash.Of(Text);

    /// <summary>The hash of the file on disk; null if the file does not exist.</summary>
    internal string? OnDisk { get; } = File.Exists(Path) ? ContentHash.Of(File.ReadAllText(Path)) : null;

    /// <summary>True if the file was edited: its content matches neither the catalogue nor the lock file.</summary>
    internal bool IsEdited => OnDisk is not null && OnDisk != Hash && OnDisk != Known;

    /// <summary>Returns the input schema of a model, and its output schema if the catalogue has one.</summary>
    /// <param name="model">The model in the catalogue.</param>
    /// <param name="isFacts">True to drop the service's prose, such as descriptions.</param>
    /// <param name="known">The model's entry in the lock file; null if the model has none.</param>
    /// <param name="paths">The paths of the files.</param>
    /// <exception cref="SchemaTextException">A schema is missing or cannot be used.</exception>
    internal static IReadOnlyList<CatalogueSchema> AllOf(CatalogueModel model, bool isFacts, LockedModel? known, SchemaPaths paths)
    {
        var id = model.Entry.Id;
        var schema = model.Entry.InputSchema ?? throw new SchemaTextException(model.Fault ?? "is missing");
        var input = FormattedSchema.Of(schema);
        var output = model.OutputSchema is null ? null : FormattedSchema.OfOutput(model.OutputSchema);
        if (isFacts)
        {
            input = FormattedSchema.Of(SchemaFacts.Of(input));
            output = output is null ? null : FormattedSchema.OfOutput(SchemaFacts.Of(output));
        }

        FormattedSchema.CheckReadable(input);
        if (output is not null)
        {
            FormattedSchema.CheckReadable(output);
        }

        var first = new CatalogueSchema(paths.Input(id), SchemaFileName.Input, input, known?.Hash);
        return output is null ? [first] : [first, new(paths.OwnOutput(id), SchemaFileName.Output, output, known?.OutputHash)];
    }
}
