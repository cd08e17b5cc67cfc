using System.CommandLine;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.Configuration;
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
                + "[default: the output in the service's answer, or the whole sample]",
            HelpName = "pointer",
        };
        at.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } pointer && !SamplePlace.IsPointer(pointer))
            {
                result.AddError($"'{pointer}' is not a JSON pointer. Use --at with a pointer such as /output.");
            }
        });
        var id = new Option<string?>("--id") { Description = "The id of the model that made the outputs.", HelpName = "model id" };
        var folder = GivenFolder.Option("The folder of schemas.");
        var output = new Option<string>("--output")
        {
            Description = "The file to write if --id is not given; - for standard output.",
            HelpName = "path",
            DefaultValueFactory = _ => "output.json",
        };
        var service = GivenService.Named("the folder's lock file");
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace an existing schema." };
        var command = new ToolCommand("infer", "Drafts an output schema from recorded answers, for services that document no outputs.")
        {
            samples, at, id, output, service, overwrite,
        };
        folder.AddTo(command);
        command.Check = result =>
        {
            if (result.GetValue(id) is { } given && ModelIdFault.Of(given) is { } fault)
            {
                result.AddError($"'{ModelIdFault.Cut(given)}' in --id is not a valid model id: it {fault}.");
            }

            if (result.GetValue(id) is not null && result.GetResult(output) is { Implicit: false })
            {
                result.AddError("--id and --output both say where to write the schema. Use only one of them.");
            }
        };
        return command.Reporting(host, (parsed, stop) =>
        {
            var schemas = folder.ReadOne(parsed, host);
            return new InferRun(host).RunAsync(
                new InferSettings(parsed.GetValue(samples)!, schemas.Path, parsed.GetValue(output)!)
                {
                    Id = parsed.GetValue(id),
                    Service = ServiceChoice.ProfileIn(parsed.GetValue(service), schemas),
                    At = parsed.GetValue(at) is { } pointer ? new SamplePlace(pointer) : null,
                    Overwrites = parsed.GetValue(overwrite),
                },
                stop);
        });
    }
}
