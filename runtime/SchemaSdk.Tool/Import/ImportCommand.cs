using System.CommandLine;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.Configuration;
using SchemaSdk.Tool.Import.Pages;
using SchemaSdk.Tool.SchemaFolders.Ids;
using SchemaSdk.Tool.Services;

namespace SchemaSdk.Tool.Import;

/// <summary><c>schemasdk import</c>: imports the schemas of a model from a documentation page.</summary>
internal static class ImportCommand
{
    internal static Command Build(ToolHost host)
    {
        var page = new Argument<string>("page")
        {
            Description = "A saved page (text, HTML or Markdown), an OpenAPI document (JSON or YAML), or the https address of either.",
        };
        var id = new Option<string?>("--id")
        {
            Description = "The id of the model. [default: the id on the page]",
            HelpName = "model id",
        };
        var folder = GivenFolder.Option("The folder of schemas.");
        var format = new Option<string?>("--as") { Description = "The format of the page. [default: detected]" };
        format.AcceptWords([.. Enum.GetNames<PageFormat>().Select(name => name.ToLowerInvariant())]);
        var input = Number("--input-schema", "The number of the input schema, counting the schemas on the page from 1.");
        var output = Number("--output-schema", "The number of the output schema, counting the schemas on the page from 1.");
        var facts = new Option<bool>("--facts")
        {
            Description = "Reduce the schemas to names, types, limits, enums and short defaults. Omit descriptions and other prose.",
        };
        var service = GivenService.Named("the folder's lock file");
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace existing schemas. Patches are kept." };
        var command = new ToolCommand("import", "Imports the schemas of a model from a documentation page or an OpenAPI document.")
        {
            page, id, format, input, output, facts, service, overwrite,
        };
        folder.AddTo(command);
        command.Check = result =>
        {
            if (result.GetValue(id) is { } given && ModelIdFault.Of(given) is { } fault)
            {
                result.AddError($"'{ModelIdFault.Cut(given)}' in --id is not a valid model id: it {fault}.");
            }

            if (result.GetValue(output) is not null && result.GetValue(input) is null)
            {
                result.AddError("--output-schema needs --input-schema as well.");
            }
        };
        return command.Reporting(host, (parsed, stop) =>
        {
            var schemas = folder.ReadOne(parsed, host);
            return new ImportRun(host).RunAsync(
                new ImportSettings(parsed.GetValue(page)!, schemas.Path)
                {
                    Id = parsed.GetValue(id),
                    Service = ServiceChoice.ProfileIn(parsed.GetValue(service), schemas),
                    Format = parsed.GetValue(format) is { } name ? Enum.Parse<PageFormat>(name, ignoreCase: true) : null,
                    Input = parsed.GetValue(input),
                    Output = parsed.GetValue(output),
                    IsFacts = parsed.GetValue(facts) || schemas.Settings.Facts,
                    Overwrites = parsed.GetValue(overwrite),
                },
                stop);
        });
    }

    private static Option<int?> Number(string name, string description)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "number" };
        option.AcceptNumber("the number of a schema on the page, starting at 1", static number => number >= 1);
        return option;
    }
}
