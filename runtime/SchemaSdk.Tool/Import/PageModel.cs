using System.Globalization;
using System.Text.RegularExpressions;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Import.OpenApi;
using SchemaSdk.Tool.Import.Pages;
using SchemaSdk.Tool.SchemaFolders.Changing;
using SchemaSdk.Tool.SchemaFolders.Texts;
using SchemaSdk.Tool.Services.Known;

namespace SchemaSdk.Tool.Import;

/// <summary>Finds the model that a page describes.</summary>
/// <param name="name">The path or URL of the page, for messages.</param>
/// <param name="page">The text of the page.</param>
/// <param name="path">The full path of the page; null if it was fetched from a URL.</param>
internal sealed partial class PageModel(string name, PageText page, string? path)
{
    private const int Listed = 10;

    private static readonly OpenApiForm Form = new(DocumentStyles.All);

    /// <param name="settings">The settings of the command.</param>
    /// <exception cref="ToolException">The model or its schemas cannot be determined.</exception>
    internal ImportedModel Find(ImportSettings settings)
    {
        var objects = PageObjects.Find(name, page, json => Form.Is(json) || SchemaForm.IsSchema(json));
        var documents = objects.Wanted.Where(found => Form.Is(found.Json)).ToList();
        return documents switch
        {
            [] => (OpenApiYaml().IsMatch(page.Whole) ? InYaml(isAlone: objects.Wanted.Count == 0) : null) is { } yaml
                ? OfDocument(yaml, settings)
                : OfBlocks(objects, settings),
            [var document] => OfDocument(document, settings),
            _ => throw Refused(
                $"there are {documents.Count} OpenAPI documents: {Lines(documents.Select(found => found.Line))}. Copy one of them "
                + "to a new file, and import that file."),
        };
    }

    // Returns null if the page is not an OpenAPI document in YAML. If isAlone is true, YAML that cannot be read is an error instead.
    private PageObject? InYaml(bool isAlone)
    {
        try
        {
            var written = YamlText.ToJson(page.Whole);
            return JsonParser.Read(written) is JsonObject json && Form.Is(json) ? new PageObject(written, json, 1) : null;
        }
        catch (Exception exception) when (exception is YamlTextException or JsonTextException)
        {
            return isAlone ? throw Refused($"the YAML cannot be read: {exception.Message}.", exception) : null;
        }
    }

    private ImportedModel OfDocument(PageObject found, ImportSettings settings)
    {
        var (written, id) = Form.Of(found.Json, found.Written);
        var model = new OpenApiReading(new DocumentFiles(name, written, path), DocumentStyles.All).Read(settings.Id);
        var origin = $"the OpenAPI document in {name}";
        return new ImportedModel(
            settings.Id ?? id ?? model.Id ?? throw Refused("the OpenAPI document does not contain a model id. Specify one with --id."),
            SchemaOf(isInput: true, model.Input.Text, origin, isVerbatim: false, settings),
            model.Output is { } output ? SchemaOf(isInput: false, output.Text, origin, isVerbatim: false, settings) : null)
        {
            Lost =
            [
                .. model.Input.Lost.Select(reference => (SchemaFileName.Input, reference)),
                .. model.Output?.Lost.Select(reference => (SchemaFileName.Output, reference)) ?? [],
            ],
        };
    }

    private ImportedModel OfBlocks(PageObjects objects, ImportSettings settings)
    {
        if (objects.Wanted.Count == 0 && SchemaYaml().IsMatch(page.Whole))
        {
            throw Refused(
                "the text looks like YAML, but only OpenAPI documents can be YAML. To convert a schema to JSON, run 'yq -o json <file>'.");
        }

        var (input, output) = new PageSchemas(name, objects).Choose(settings.Input, settings.Output);
        return new ImportedModel(
            settings.Id ?? IdOnPage(new ModelMentions(settings.Service)),
            SchemaOf(isInput: true, input.Written, OriginOf(input), isVerbatim: true, settings),
            output is null ? null : SchemaOf(isInput: false, output.Written, OriginOf(output), isVerbatim: true, settings));
    }

    private string IdOnPage(ModelMentions mentions)
    {
        var ids = mentions.In(page.Whole);
        return ids switch
        {
            [var (id, _)] => id,
            [] => throw Refused($"no model id was found, because no URL has the form {mentions.Form} . Specify the id with --id."),
            _ => throw Refused(
                $"{ids.Count} model ids were found: "
                + string.Join("; ", ids.Take(Listed).Select(found => $"{found.Id} on line {page.LineAt(found.Index)}"))
                + (ids.Count > Listed ? " …" : "") + ". Specify one of them with --id."),
        };
    }

    private PlacedSchema SchemaOf(bool isInput, string written, string origin, bool isVerbatim, ImportSettings settings)
    {
        try
        {
            // Format the schema even if the text of the page is used unchanged, because formatting also validates the schema.
            var text = isInput ? FormattedSchema.Of(written) : FormattedSchema.OfOutput(written);
            text = settings.IsFacts ? FormattedSchema.OfOutput(SchemaFacts.Of(text)) : isVerbatim ? written + "\n" : text;
            return new PlacedSchema(isInput, text, origin);
        }
        catch (SchemaTextException exception)
        {
            throw Refused($"the {(isInput ? "input" : "output")} schema ({origin}) {exception.Message}.", exception);
        }
    }

    private string OriginOf(PageObject found) => string.Create(CultureInfo.InvariantCulture, $"line {found.Line} of {name}");

    [GeneratedRegex("^(?:openapi|'openapi'|\"openapi\"):\\s", RegexOptions.Multiline)]
    private static partial Regex OpenApiYaml();

    [GeneratedRegex("^(?:openapi|swagger|components|type|properties|\\$schema):(?:\\s|$)", RegexOptions.Multiline)]
    private static partial Regex SchemaYaml();

    private static string Lines(IEnumerable<int> lines) => string.Join(", ", lines.Take(Listed).Select(line => $"line {line}"));

    private ToolException Refused(string why, Exception? cause = null) => new(ExitCode.WrongUsage, $"In {name}, {why}", cause);
}
