using System.CommandLine;
using System.Text.Json.Nodes;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.New.Templates;

namespace SchemaSdk.Tool.New;

/// <summary><c>schemasdk new</c>: creates a folder with a client, a program, tests and workflows.</summary>
internal static class NewCommand
{
    internal static Command Build(ToolHost host)
    {
        var options = new NewOptions();
        var command = new ToolCommand("new", "Creates a folder with a client, tests, workflows, and a program that calls the client.");
        options.AddTo(command);
        return command.Reporting(host, (parsed, _) => Task.FromResult(Run(host, options.Read(parsed))));
    }

    private static Report Run(ToolHost host, NewSettings settings)
    {
        var folder = host.PathOf(settings.Output);
        var files = TemplateExpansion.Expand(settings.Values);
        new NewFiles(folder, host.CreateFile).Write(files);
        return new Report(
            "new",
            "New client",
            [.. files.Keys.Select(static path => new Finding("made", FindingLevel.Note, path))],
            $"{CountText.Of(files.Count, "file")} in '{folder}'. To build the code and run the tests, run 'dotnet test' in that folder.",
            ExitCode.Fine)
        {
            Facts = new JsonObject
            {
                ["folder"] = folder,
                ["clients"] = new JsonArray([.. settings.Values.Clients.Select(static client => (JsonNode)new JsonObject
                {
                    ["project"] = client.Project,
                    ["namespace"] = client.Namespace,
                    ["name"] = client.Name,
                })]),
            },
        };
    }
}
