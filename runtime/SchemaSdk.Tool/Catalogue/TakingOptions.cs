using System.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.Services;

namespace SchemaSdk.Tool.Catalogue;

/// <summary>The options that all commands share that download models.</summary>
internal sealed class TakingOptions
{
    private readonly Option<string> _folder = new("--folder")
    {
        Description = "The folder of schemas. Its lock is beside it: schemas.lock.json.",
        HelpName = "path",
        DefaultValueFactory = _ => "schemas",
    };

    private readonly GivenService _service = new("the lock");

    private readonly Option<bool> _overwrite = new("--overwrite")
    {
        Description = "Replace edited schemas. Patches are kept.",
    };

    private readonly Option<bool> _acceptShrink = new("--accept-shrink")
    {
        Description = "Accept a catalogue that lost more than a tenth of its models.",
    };

    internal void AddTo(Command command)
    {
        command.Add(_folder);
        _service.AddTo(command);
        command.Add(_overwrite);
        command.Add(_acceptShrink);
    }

    internal TakingSettings Read(string command, ParseResult parsed, ToolHost host, bool isFacts) => new(
        command,
        host.PathOf(parsed.GetRequiredValue(_folder)),
        _service.Read(parsed),
        isFacts,
        parsed.GetValue(_overwrite),
        parsed.GetValue(_acceptShrink));
}
