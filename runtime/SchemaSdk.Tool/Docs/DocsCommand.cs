using System.CommandLine;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.Configuration;
using SchemaSdk.Tool.SchemaFolders.Ids;
using SchemaSdk.Tool.SchemaFolders.Reading;
using SchemaSdk.Tool.Services;

namespace SchemaSdk.Tool.Docs;

/// <summary><c>schemasdk docs</c>: writes a Markdown page for each model.</summary>
internal static class DocsCommand
{
    private const string Default = "[default: the one in schemasdk.json or the project, or";

    internal static Command Build(ToolHost host)
    {
        var folder = GivenFolder.Argument();
        var output = new Option<string>("--output")
        {
            Description = "The folder to write the pages to.",
            DefaultValueFactory = _ => "site",
        };
        var client = Name(
            "--client",
            $"The name of the client class in examples. {Default} {FolderClient.Usual.Name}]",
            "a class",
            NameFault.OfClient);
        var @namespace = Name(
            "--namespace",
            $"The namespace of the client in examples. {Default} {FolderClient.Usual.Namespace}]",
            "a namespace",
            NameFault.OfClientNamespace);
        var prices = new Option<bool>("--prices") { Description = "Read names and prices from the catalogue of the service." };
        var service = new GivenService("the folder's lock file");
        var command = new Command("docs", "Writes pages in Markdown: one for each model of a folder, and an index.")
        {
            output, client, @namespace, prices,
        };
        folder.AddTo(command);
        service.AddTo(command);
        return command.Reporting(host, (parsed, stop) =>
        {
            var schemas = folder.ReadOne(parsed, host);
            var named = schemas.Settings with
            {
                Client = parsed.GetValue(client) ?? schemas.Settings.Client,
                Namespace = parsed.GetValue(@namespace) ?? schemas.Settings.Namespace,
            };
            return new DocsRun(host)
            {
                Folder = schemas.Path,
                Output = host.PathOf(parsed.GetValue(output)!),
                Client = FolderClient.Of(schemas with { Settings = named }),
                ReadsPrices = parsed.GetValue(prices),
                Service = service.Read(parsed).In(schemas),
            }.RunAsync(stop);
        });
    }

    private static Option<string?> Name(string name, string description, string what, Func<string, string?> find)
    {
        var option = new Option<string?>(name)
        {
            Description = description,
            HelpName = "name",
        };
        option.Validators.Add(result => NameFault.Check(result, result.GetValueOrDefault<string>(), what, find));
        return option;
    }
}
