using System.CommandLine;
using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Configuration;
using SchemaSdk.Tool.Services;

namespace SchemaSdk.Tool.Mcp;

/// <summary><c>schemasdk mcp</c>: offers models to an agent over standard input and output.</summary>
internal static class McpCommand
{
    private const decimal MostUsd = 1_000_000_000;

    internal static Command Build(ToolHost host)
    {
        var folder = GivenFolder.Option("The folder of schemas whose models are offered.");
        var package = new Option<string?>("--package")
        {
            Description = "Offer the models of the client in this NuGet package, such as "
                + $"SchemaSdk.{ServiceChoice.UsualName}, instead of those in a folder.",
            HelpName = "package id",
        };
        var models = Several("--models", "id", "Offer only these models; * stands for any text, as in kling/*.");
        var files = Several("--files", "folder", "Let agents send the files in this folder. [default: none]");
        var budget = Dollars(
            "--budget", "The maximum total cost of the service's jobs in the ledger, in US dollars. [default: no limit]");
        var maxPrice = Dollars("--max-price", "The largest estimated cost of one run, in US dollars. [default: no limit]");
        var confirm = GivenConsent.Make();
        var output = new Option<string?>("--out") { Description = "The folder in which to save output files.", HelpName = "folder" };
        var ledger = new Option<string?>("--ledger")
        {
            Description = $"The file in which jobs are recorded. [default: {UsualLedger.Words}]",
            HelpName = "path",
        };
        var service = new GivenService("the folder's lock file, or the package");
        var command = new ToolCommand(
            "mcp", "Offers models to an agent, over the Model Context Protocol on standard input and output. Runs cost money.")
        {
            package, models, budget, maxPrice, confirm, files, output, ledger,
        };
        folder.AddTo(command);
        service.AddTo(command);
        command.Check = result =>
        {
            if (result.GetValue(package) is not null && folder.IsGiven(result))
            {
                result.AddError("--folder and --package both say which models to offer. Use only one of them.");
            }
        };
        command.SetAction(async (parsed, stop) =>
        {
            var packed = parsed.GetValue(package) is { } id ? PackageModels.Find(id, host) : null;
            var schemas = packed is null ? folder.ReadOne(parsed, host) : null;
            var asked = service.Read(parsed);
            var options = new ModelToolsOptions
            {
                MaxPriceUsd = parsed.GetValue(maxPrice),
                ConfirmAboveUsd = parsed.GetValue(confirm)!.AboveUsd,
            };
            parsed.GetValue(models)!.ToList().ForEach(options.Models.Add);
            parsed.GetValue(files)!.ToList().ForEach(given => options.FileFolders.Add(host.PathOf(given)));
            var chosen = schemas is null
                ? new ChosenService(asked.Profile ?? packed!.Service, asked.Address)
                : ServiceChoice.InFolder(asked.In(schemas), schemas.Path);
            var run = new McpRun(
                host,
                chosen,
                packed?.Models ?? new FolderModels(schemas!.Path).All(stop),
                options,
                parsed.GetValue(budget),
                parsed.GetValue(ledger) is { } given ? host.PathOf(given) : null,
                parsed.GetValue(output) is { } to ? host.PathOf(to) : null);
            await run.RunAsync(stop).ConfigureAwait(false);
            return (int)ExitCode.Fine;
        });
        return command;
    }

    private static Option<string[]> Several(string name, string form, string description) => new(name)
    {
        Description = $"{description} The option can be given several times.",
        HelpName = form,
        DefaultValueFactory = _ => [],
    };

    private static Option<decimal?> Dollars(string name, string description)
    {
        var option = new Option<decimal?>(name) { Description = description, HelpName = "usd" };
        option.AcceptNumber("an amount of US dollars above zero", static usd => usd is > 0 and <= MostUsd);
        return option;
    }
}
