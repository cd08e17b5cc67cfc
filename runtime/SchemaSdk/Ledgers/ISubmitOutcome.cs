namespace SchemaSdk.Ledgers;

/// <summary>The outcome of a submit, as its line in the ledger says it.</summary>
internal interface ISubmitOutcome
{
    /// <summary>True if nobody sends the copies of its files any more once the line is there.</summary>
    bool MayForgetCopies { get; }

    /// <summary>Puts the line down.</summary>
    Task PutAsync();

    /// <summary>The line could not be put down.</summary>
    void NotPut(Exception failure);

    /// <summary>The line was put down later.</summary>
    /// <param name="elapsed">The time since the first try.</param>
    void PutLate(TimeSpan elapsed);

    /// <summary>The copies could not be removed.</summary>
    void CopiesLeft(Exception failure);
}
