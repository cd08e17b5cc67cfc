using System.CommandLine;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.SchemaFolders.Ids;
using SchemaSdk.Tool.Services;

namespace SchemaSdk.Tool.Docs;

/// <summary><c>schemasdk docs</c>: writes a Markdown page for each model.</summary>
internal static class DocsCommand
{
    internal static Command Build(ToolHost host)
    {
        var folder = new Argument<string>("folder")
        {
            Description = "The folder of schemas, with a subfolder for each model id.",
            DefaultValueFactory = _ => "schemas",
        };
        var output = new Option<string>("--output")
        {
            Description = "The folder of the pages.",
            DefaultValueFactory = _ => "site",
        };
        var client = Name("--client", "The name of the client class in examples.", "ModelsClient", "a class", NameFault.OfIdentifier);
        var @namespace = Name(
            "--namespace", "The namespace of the client in examples.", "ModelClients", "a namespace", NameFault.OfNamespace);
        var prices = new Option<bool>("--prices") { Description = "Read names and prices from the catalogue of the service." };
        var service = new GivenService("the lock of the folder");
        var command = new Command("docs", "Writes pages in Markdown: one for each model of a folder, and an index.")
        {
            folder, output, client, @namespace, prices,
        };
        service.AddTo(command);
        return command.Reporting(host, (parsed, stop) => new DocsRun(host)
        {
            Folder = host.PathOf(parsed.GetValue(folder)!),
            Output = host.PathOf(parsed.GetValue(output)!),
            Client = new(parsed.GetValue(client)!, parsed.GetValue(@namespace)!),
            ReadsPrices = parsed.GetValue(prices),
            Service = service.Read(parsed),
        }.RunAsync(stop));
    }

    private static Option<string> Name(string name, string description, string usual, string what, Func<string, string?> find)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(result => NameFault.Check(result, result.GetValueOrDefault<string>(), what, find));
        return option;
    }
}
