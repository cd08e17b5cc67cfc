using System.Diagnostics;

namespace SchemaSdk.Mutation;

/// <summary>Starts processes until every mutant has a verdict.</summary>
internal static class Supervisor
{
    /// <summary>Judges what has no verdict yet.</summary>
    /// <param name="place">Where the mutants are.</param>
    /// <param name="files">Parts of the files' paths; none for all.</param>
    /// <param name="isThorough">True if survivors meet every test that runs them.</param>
    /// <returns>0 when all are judged.</returns>
    public static int Run(Workplace place, string[] files, bool isThorough)
    {
        if (Start("cover", place.Folder) is not 0 and var failure)
        {
            return failure;
        }

        int code;
        while ((code = Start(["work", place.Folder, isThorough.ToString(), .. files])) != 0)
        {
            var crashed = place.Verdicts().Values.SingleOrDefault(verdict => verdict.Status == Verdict.Running);
            if (crashed is not null)
            {
                place.Note(new Verdict(crashed.Mutant, Verdict.Killed, $"the process ended with {code}"));
            }
            else if (code is not (Worker.Overdue or Worker.Full))
            {
                return code;
            }
        }

        return 0;
    }

    /// <summary>A mutant may ask for all the memory there is.</summary>
    private static int Start(params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, arguments) { Environment = { ["DOTNET_GCHeapHardLimit"] = "C0000000" } })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
