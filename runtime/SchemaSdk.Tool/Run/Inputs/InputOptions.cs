using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Run.Inputs;

/// <summary>The options for the input of a model.</summary>
internal sealed class InputOptions
{
    // The limit for an input's JSON, without its files. The largest known input has some 40,000 characters.
    private const long MostBytes = 64L << 20;

    private readonly Option<string[]> _values = new("-i")
    {
        Description = "A member of the input, such as prompt=\"A kite.\", image=@kite.png or multi_prompt.0.duration=5. Can be given "
            + "several times. \"-i kite.json\" means the same as \"--input kite.json\".",
        HelpName = "name=value",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> _file = new("--input")
    {
        Description = "A file with the whole input as JSON. Values of -i take precedence.",
        HelpName = "file.json",
    };

    private readonly Option<bool> _allowUnknown = new("--allow-unknown")
    {
        Description = "Also send members of the --input file that are not in the schema.",
    };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="modelOf">Returns the model on the command line, for completions; null if it is unknown.</param>
    internal void AddTo(Command command, Func<ParseResult, CallableModel?> modelOf)
    {
        _values.CompletionSources.Add(context => InputCompletions.Of(modelOf(context.ParseResult), context.WordToComplete));
        command.Add(_values);
        command.Add(_file);
        command.Add(_allowUnknown);
    }

    internal bool IsGiven(CommandResult typed) => typed.GetResult(_values) is not null || typed.GetResult(_file) is not null;

    /// <summary>Builds the input from the options.</summary>
    /// <exception cref="ToolException">The file cannot be read.</exception>
    internal InputDraft Read(ParseResult parsed, CallableModel model, ToolHost host)
    {
        var draft = new InputDraft(model, host.PathOf);
        List<string> values = [.. parsed.GetValue(_values) ?? []];
        var path = parsed.GetValue(_file);
        if (path is null && values.Find(value => !value.Contains('=') && File.Exists(host.PathOf(value))) is { } file)
        {
            values.Remove(file);
            path = file;
        }

        if (path is not null)
        {
            draft.Begin(ReadFile(host.PathOf(path)), parsed.GetValue(_allowUnknown));
        }

        values.ForEach(draft.Add);

        return draft;
    }

    private static JsonObject ReadFile(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MostBytes })
            {
                throw new ToolException(ExitCode.WrongUsage, $"{path} has more than {MostBytes} bytes. Pass large files as -i name=@file.");
            }

            return StrictJson.Parse(StrictText.Read(path)) as JsonObject
                ?? throw new ToolException(ExitCode.WrongUsage, $"{path} cannot be used as an input: it must be a JSON object.");
        }
        catch (DecoderFallbackException exception)
        {
            throw new ToolException(ExitCode.WrongUsage, $"{path} is not UTF-8: {exception.Message} Save it as UTF-8.", exception);
        }
        catch (JsonException exception)
        {
            throw new ToolException(ExitCode.WrongUsage, $"{path} cannot be read as JSON: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.WrongUsage, $"The input file cannot be read: {exception.Message}", exception);
        }
    }
}
