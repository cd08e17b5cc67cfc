using SchemaSdk.Mutation;

return args switch
{
    ["judge", var folder, .. var files] => Supervisor.Run(new Workplace(folder), files, isThorough: false),
    ["judge-thoroughly", var folder, .. var files] => Supervisor.Run(new Workplace(folder), files, isThorough: true),
    ["report", var folder, var markdown] => Report.Write(new Workplace(folder), markdown),

    // What the supervisor starts: a mutant that never ends, ends them.
    ["cover", var folder] => CoverageRun.Over(new Workplace(folder)),
    ["work", var folder, var isThorough, .. var files] => new Worker(new Workplace(folder), bool.Parse(isThorough)).Run(files),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        judge FOLDER [PART OF A FILE'S PATH ...]             judges every mutant with the tests that find most in little time
        judge-thoroughly FOLDER [PART OF A FILE'S PATH ...]  judges what survived so with all tests that run it
        report FOLDER MARKDOWN                               writes what survives
        FOLDER holds what Stryker made: the assembly of its name with the mutants in it, and mutation-report.json.
        """);
    return 2;
}
