using System.CommandLine;
using SchemaSdk.Tool.Hosting;
using SchemaSdk.Tool.Outcomes;

namespace SchemaSdk.Tool.Ledgers;

/// <summary>The ledger that a command is about.</summary>
internal sealed class GivenLedger
{
    /// <summary>The environment variable that names it where the option does not.</summary>
    internal const string Variable = "SCHEMASDK_LEDGER";

    private readonly Option<string?> _ledger = new("--ledger")
    {
        Description = $"The ledger: the path of its file, or a connection string without a password. [default: that of {Variable}]",
        HelpName = "path",
    };

    /// <summary>Adds its option to a command.</summary>
    internal void AddTo(Command command)
    {
        _ledger.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<string?>() is { } given && LedgerAddress.HasPassword(given))
            {
                result.AddError(
                    "--ledger has a password in it, which everybody on this machine could see. Set the environment variable "
                    + $"{Variable} to the connection string, and leave --ledger out.");
            }
        });
        command.Add(_ledger);
    }

    /// <summary>Opens it beside whoever has it, to look.</summary>
    /// <exception cref="ToolException">None is given, or it cannot be opened.</exception>
    internal OpenedLedger OpenForReading(ParseResult parsed, ToolHost host) => Open(parsed, host, OpenedLedger.ForReading);

    /// <summary>Opens it to write, as the only process.</summary>
    /// <exception cref="ToolException">None is given, or it cannot be opened.</exception>
    internal OpenedLedger Open(ParseResult parsed, ToolHost host) => Open(parsed, host, OpenedLedger.ForWriting);

    private OpenedLedger Open(ParseResult parsed, ToolHost host, Func<string, JobLedgerOptions, JobLedger> open)
    {
        var given = parsed.GetValue(_ledger) ?? host.Environment(Variable);
        if (string.IsNullOrWhiteSpace(given))
        {
            throw new ToolException(
                ExitCode.WrongUsage, $"No ledger is given. Give --ledger its path, or set the environment variable {Variable}.");
        }

        // The tool has no cipher of the program, which could not read what is kept without it.
        var plain = new PlainJobs();
        var options = new JobLedgerOptions { TimeProvider = host.Time, KeepsResultOf = plain.Has };
        try
        {
            return new OpenedLedger(
                LedgerAddress.IsDatabase(given) ? OpenedLedger.OfDatabase(given, options) : open(host.PathOf(given), options), plain);
        }
        catch (Exception exception) when (exception is ModelLedgerException or ArgumentException)
        {
            // The message about a connection string has no part of it.
            throw new ToolException(ExitCode.WrongUsage, exception.Message, exception);
        }
    }
}
