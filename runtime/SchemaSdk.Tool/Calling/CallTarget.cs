using System.CommandLine;
using System.CommandLine.Parsing;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.Services;

namespace SchemaSdk.Tool.Calling;

/// <summary>The argument and options that say which model a command uses, and where to find it.</summary>
internal sealed class CallTarget
{
    private readonly Option<string> _folder = new("--folder")
    {
        Description = "The folder of schemas. A model that is not in it is read from the catalogue of the service.",
        HelpName = "path",
        DefaultValueFactory = _ => "schemas",
    };

    private readonly GivenService _service = new("the lock of the folder");

    private readonly Argument<string> _model = new("model id")
    {
        Description = "The id of the model, such as kling/kling-3.0/pro/text-to-video.",
        HelpName = "model id",
    };

    internal void AddTo(Command command, ToolHost host)
    {
        _model.CompletionSources.Add(context => FolderModels.Ids(host.PathOf(FolderOf(context.ParseResult))));
        command.Add(_model);
        command.Add(_folder);
        _service.AddTo(command);
    }

    internal string ModelOf(ParseResult parsed) => parsed.GetRequiredValue(_model);

    /// <summary>The model id that was typed, which may be incomplete; null if none was typed.</summary>
    internal string? TypedModelOf(ParseResult parsed) => parsed.GetResult(_model)?.Tokens is [var token, ..] ? token.Value : null;

    internal FolderModels FolderModelsOf(ParseResult parsed, ToolHost host) => new(host.PathOf(FolderOf(parsed)));

    /// <exception cref="CommandLine.Outcomes.ToolException">The command line contradicts the lock of the folder.</exception>
    internal ChosenService ServiceOf(ParseResult parsed, ToolHost host) =>
        ServiceChoice.InFolder(_service.Read(parsed), host.PathOf(FolderOf(parsed)));

    /// <summary>Returns the model id and the options that say which service is called, for another command line.</summary>
    internal string TypedAgain(ParseResult parsed)
    {
        var options = parsed.CommandResult.Children
            .OfType<OptionResult>()
            .Where(static option => option is { Implicit: false, Option.Name: "--folder" or "--service" or "--address" })
            .Select(static option => $" {option.Option.Name} {Quoted(option.Tokens[0].Value)}");
        return ModelOf(parsed) + string.Concat(options);
    }

    private static string Quoted(string value) => value.Contains(' ', StringComparison.Ordinal) ? $"\"{value}\"" : value;

    private string FolderOf(ParseResult parsed) => parsed.GetValue(_folder) is { Length: > 0 } folder ? folder : "schemas";
}
