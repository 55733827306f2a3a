namespace MemoryProfiler.Fody.Tests.Selection.Declarations;

/// <summary>Declarations of F#.</summary>
static class FSharpForms
{
    public const string Header = """
        //ASSEMBLY
        namespace Work

        open MemoryProfiler

        type IBoth<'a, 'b> =
            abstract Do: 'a -> 'b
            abstract Last: 'b with get

        //MARK
        module Functions =
            let table = Array.zeroCreate<byte> 1000 //= Declared (top-level bindings)
            let ``a<b`` (n: int) =
                Array.zeroCreate<byte> n //= Functions.``a<b``(int n)
            let ``<tag>`` (n: int) =
                Array.zeroCreate<byte> (n * 2) //= Functions.``<tag>``(int n)
            let ``<a>b__c`` (n: int) =
                Array.zeroCreate<byte> (n * 3) //= Functions.``<a>b__c``(int n)
            let ``dotted.name`` (n: int) =
                Array.zeroCreate<byte> (n * 4) //= Functions.``dotted.name``(int n)
            let ``in words`` (n: int) =
                Array.zeroCreate<byte> (n * 5) //= Functions.``in words``(int n)
            let prime' (n: int) =
                Array.zeroCreate<byte> (n * 5) //= Functions.prime'(int n)
            let (|Even|Odd|) (n: int) =
                if (Array.zeroCreate<byte> n).Length % 2 = 0 then Even else Odd //= Functions.(|Even|Odd|)(int n)
            let (<+>) (a: byte[]) (b: byte[]) =
                Array.append a b //= Functions.(<+>)(byte[] a, byte[] b)
            let rec loop (n: int) (kept: byte[] list) =
                if n = 0 then kept else loop (n - 1) (Array.zeroCreate<byte> n :: kept) //= Functions.loop(int n, FSharpList<byte[]> kept)

        """;

    public static readonly (string Text, string Type, string Name)[] Types =
    [
        ("//MARK\ntype Plain$O() =\n$M", "Plain$O", "Plain$O"),
        ("//MARK\ntype ``Ty<pe>$O``() =\n$M", "``Ty<pe>$O``", "Ty<pe>$O"),
        ("//MARK\ntype ``Ty@pe$O``() =\n$M", "``Ty@pe$O``", "Ty@pe$O"),
        ("//MARK\ntype Of$O<'t>() =\n$M", "Of$O<t>", "Of$O"),
        ("//MARK\ntype Rec$O = { A: int } with\n$M", "Rec$O", "Rec$O"),
        ("//MARK\ntype Union$O = | One of int | Two with\n$M", "Union$O", "Union$O"),
    ];

    public static readonly (string Member, string Beside)[] Members =
    [
        ("    member _.Method$N(n: int) =\n        Array.zeroCreate<byte> n //= $T.Method$N(int n)\n", ""),
        ("    member _.``Odd <name> $N``(n: int) =\n        Array.zeroCreate<byte> n //= $T.``Odd <name> $N``(int n)\n", ""),
        ("    member _.``Mail@home$N``(n: int) =\n        Array.zeroCreate<byte> n //= $T.``Mail@home$N``(int n)\n", ""),
        ("    member _.``Odd <size> $N`` =\n        Array.zeroCreate<byte> 5 //= $T.``Odd <size> $N``.get\n", ""),
        ("    static member Make$N(n: int) =\n        Array.zeroCreate<byte> n //= $T.Make$N(int n)\n", ""),
        ("    member _.Closure$N(n: int) =\n        let made = Array.zeroCreate<byte> n //= $T.Closure$N(int n)\n        List.map (fun k -> made.Length + k) [1]\n", ""),
        ("    member _.Several$N(a: int, b: string) =\n        struct (Array.zeroCreate<byte> a, b) //= $T.Several$N(int a, string b)\n", ""),
    ];
}
