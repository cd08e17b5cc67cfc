using System.CommandLine;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.SchemaFolders.Ids;
using SchemaSdk.Tool.Services;

namespace SchemaSdk.Tool.Infer;

/// <summary><c>schemasdk infer</c>: creates a draft of an output schema from recorded answers.</summary>
internal static class InferCommand
{
    internal static Command Build(ToolHost host)
    {
        var samples = new Argument<string[]>("samples")
        {
            Description = "Recorded answers in JSON: files, folders, or patterns such as 'answers/*.json'.",
            Arity = ArgumentArity.OneOrMore,
        };
        var at = new Option<string?>("--at")
        {
            Description = "The location of the output in each sample, such as /data/output; * means every item of an array. "
                + "[default: the output of an answer, or the sample itself]",
            HelpName = "pointer",
        };
        at.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } pointer && !SamplePlace.IsPointer(pointer))
            {
                result.AddError($"'{pointer}' is not a JSON pointer. Give --at a pointer such as /output.");
            }
        });
        var id = new Option<string?>("--id") { Description = "The id of the model that gets the schema.", HelpName = "model id" };
        var folder = GivenPaths.Folder();
        var output = new Option<string>("--output")
        {
            Description = "The file to write, without --id; - for standard output.",
            HelpName = "path",
            DefaultValueFactory = _ => "output.json",
        };
        var service = GivenService.Named("the lock of the folder");
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace an existing schema." };
        var command = new ToolCommand("infer", "Drafts an output schema from recorded answers, for a service that documents none.")
        {
            samples, at, id, folder, output, service, overwrite,
        };
        command.Check = result =>
        {
            if (result.GetValue(id) is { } given && ModelIdFault.Of(given) is { } fault)
            {
                result.AddError($"--id: '{ModelIdFault.Cut(given)}' is not a valid model id: it {fault}.");
            }

            if (result.GetValue(id) is not null && result.GetResult(output) is { Implicit: false })
            {
                result.AddError("--id and --output both say where to write the schema. Give only one of them.");
            }
        };
        return command.Reporting(host, (parsed, stop) => new InferRun(host).RunAsync(
            new InferSettings(parsed.GetValue(samples)!, host.PathOf(parsed.GetValue(folder)!), parsed.GetValue(output)!)
            {
                Id = parsed.GetValue(id),
                Service = ServiceChoice
                    .InFolder(new AskedService(parsed.GetValue(service), Address: null), host.PathOf(parsed.GetValue(folder)!)).Profile,
                At = parsed.GetValue(at) is { } pointer ? new SamplePlace(pointer) : null,
                Overwrites = parsed.GetValue(overwrite),
            },
            stop));
    }
}
