using System.CommandLine;
using System.CommandLine.Parsing;
using System.Reflection;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.New.Templates;
using SchemaSdk.Tool.SchemaFolders.Ids;

namespace SchemaSdk.Tool.New;

/// <summary>The argument and the options of <c>schemasdk new</c>.</summary>
internal sealed class NewOptions
{
    private static readonly string[] Frameworks = ["net10.0", "net8.0"];

    private readonly Argument<string> _name = new("name")
    {
        Description = "The name of the project and of the folder, such as Acme.",
    };

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "The folder to create the files in. It may already exist and contain other files. [default: the name]",
        HelpName = "path",
    };

    private readonly Option<string?> _client = new("--client")
    {
        Description = "The name of the client class. [default: ModelsClient]",
        HelpName = "class",
    };

    private readonly Option<string?> _namespace = new("--namespace")
    {
        Description = "The namespace of the client. [default: the name]",
        HelpName = "namespace",
    };

    private readonly Option<string> _framework = new("--framework")
    {
        Description = "The target framework of all projects.",
        HelpName = string.Join('|', Frameworks),
        DefaultValueFactory = static _ => Frameworks[0],
    };

    private readonly Option<string[]> _families = new("--families")
    {
        Description = "Create a separate project, with its own client, for each family of models, so that an edit recompiles only one "
            + "project.",
        HelpName = "family",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = static _ => [],
    };

    internal void AddTo(ToolCommand command)
    {
        _client.Validators.Add(static result =>
            NameFault.Check(result, result.GetValueOrDefault<string>(), "a class", NameFault.OfIdentifier));
        _namespace.Validators.Add(static result =>
            NameFault.Check(result, result.GetValueOrDefault<string>(), "a namespace", NameFault.OfNamespace));
        _framework.Validators.Add(static result =>
        {
            if (!Frameworks.Contains(result.GetValueOrDefault<string>()))
            {
                result.AddError($"--framework must be {string.Join(" or ", Frameworks)}, not '{result.Tokens[0].Value}'.");
            }
        });
        _framework.CompletionSources.Add(Frameworks);
        _families.Validators.Add(static result => CheckFamilies(result, result.GetValueOrDefault<string[]>()!));
        command.Check = CheckTogether;
        command.Add(_name);
        command.Add(_output);
        command.Add(_client);
        command.Add(_namespace);
        command.Add(_framework);
        command.Add(_families);
    }

    internal NewSettings Read(ParseResult parsed)
    {
        var name = parsed.GetRequiredValue(_name);
        return new NewSettings(
            parsed.GetValue(_output) ?? name,
            new TemplateValues(name, parsed.GetRequiredValue(_framework), Version(), Clients(parsed.CommandResult)));
    }

    private List<TemplateClient> Clients(SymbolResult parsed)
    {
        var name = parsed.GetRequiredValue(_name);
        var home = parsed.GetValue(_namespace) ?? name;
        var families = parsed.GetValue(_families)!;
        return families.Length == 0
            ? [new TemplateClient(name, home, parsed.GetValue(_client) ?? "ModelsClient")]
            : [.. families.Select(family => new TemplateClient($"{name}.{family}", $"{home}.{family}", family + "Client"))];
    }

    private void CheckTogether(CommandResult parsed)
    {
        if (parsed.GetValue(_client) is not null && parsed.GetValue(_families) is { Length: > 0 })
        {
            parsed.AddError("--client names a single client, but --families creates one for each family. Use only one of these options.");
        }

        NameFault.Check(parsed, parsed.GetValue(_name), "a project", NameFault.OfProject);

        foreach (var client in Clients(parsed))
        {
            if (client.Namespace.Split('.').Contains(client.Name))
            {
                parsed.AddError(
                    $"The client '{client.Name}' must not have the same name as a part of its namespace '{client.Namespace}'. Give one of "
                    + "them another name.");
            }
            else if (TakenNames.IsOfNoClient(client.Name))
            {
                parsed.AddError(
                    $"The client cannot be called '{client.Name}', because this name has another meaning in the program or the tests. "
                    + "Give it another name.");
            }

            if (TakenNames.In(client.Namespace) is { } taken)
            {
                parsed.AddError(
                    $"The namespace '{client.Namespace}' cannot be used, because '{taken}' has another meaning in the program or the "
                    + "tests. Use another --namespace.");
            }
        }
    }

    private static void CheckFamilies(OptionResult result, string[] families)
    {
        foreach (var family in families)
        {
            NameFault.Check(result, family, "a family", NameFault.OfIdentifier);
        }

        var groups = families.GroupBy(static family => family, StringComparer.OrdinalIgnoreCase);
        foreach (var same in groups.Where(static same => same.Count() > 1))
        {
            result.AddError($"The family '{same.Key}' is given {same.Count()} times. Specify it once.");
        }
    }

    // All packages have the same version as this tool. The attribute adds a plus sign and the commit hash.
    private static string Version() =>
        typeof(NewOptions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
