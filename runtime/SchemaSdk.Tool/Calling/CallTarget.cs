using System.CommandLine;
using System.CommandLine.Parsing;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Configuration;
using SchemaSdk.Tool.Services;

namespace SchemaSdk.Tool.Calling;

/// <summary>The argument and options that tell a command which model to use, and where to find that model.</summary>
internal sealed class CallTarget
{
    private readonly GivenFolder _folder = GivenFolder.Option(
        "The folder of schemas. A model that is not in the folder is read from the service's catalogue.");

    private readonly GivenService _service = new("the folder's lock file");

    private readonly Argument<string> _model = new("model id")
    {
        Description = "The id of the model, such as kling/kling-3.0/pro/text-to-video.",
        HelpName = "model id",
    };

    internal void AddTo(Command command, ToolHost host)
    {
        _model.CompletionSources.Add(context => IdsOf(context.ParseResult, host));
        command.Add(_model);
        _folder.AddTo(command);
        _service.AddTo(command);
    }

    internal string ModelOf(ParseResult parsed) => parsed.GetRequiredValue(_model);

    /// <summary>Returns the model id as it was typed, perhaps incomplete; null if none was typed.</summary>
    internal string? TypedModelOf(ParseResult parsed) => parsed.GetResult(_model)?.Tokens is [var token, ..] ? token.Value : null;

    internal FolderModels FolderModelsOf(ParseResult parsed, ToolHost host) => new(FolderOf(parsed, host).Path);

    /// <summary>
    /// Returns the folder given with <c>--folder</c>. Without that option, returns the only configured folder or, if several are
    /// configured, the only one that has the model.
    /// </summary>
    private ConfiguredFolder FolderOf(ParseResult parsed, ToolHost host) =>
        _folder.ReadOne(parsed, host, folder => FolderModels.Ids(folder.Path).Contains(TypedModelOf(parsed)));

    /// <exception cref="ToolException">The service on the command line differs from the one in the folder's lock file.</exception>
    internal ChosenService ServiceOf(ParseResult parsed, ToolHost host)
    {
        var folder = FolderOf(parsed, host);
        return ServiceChoice.InFolder(_service.Read(parsed).In(folder), folder.Path);
    }

    /// <summary>
    /// Returns the model id and the options <c>--folder</c>, <c>--service</c> and <c>--address</c> as they were typed, to suggest a
    /// command.
    /// </summary>
    internal string TypedAgain(ParseResult parsed)
    {
        var options = parsed.CommandResult.Children
            .OfType<OptionResult>()
            .Where(static option => option is { Implicit: false, Option.Name: "--folder" or "--service" or "--address" })
            .Select(static option => $" {option.Option.Name} {Quoted(option.Tokens[0].Value)}");
        return Quoted(ModelOf(parsed)) + string.Concat(options);
    }

    private IEnumerable<string> IdsOf(ParseResult parsed, ToolHost host)
    {
        try
        {
            return _folder.ReadAll(parsed, host).SelectMany(static folder => FolderModels.Ids(folder.Path));
        }
        catch (ToolException)
        {
            return [];
        }
    }

    private static string Quoted(string value) => value.Contains(' ', StringComparison.Ordinal) ? $"\"{value}\"" : value;
}
