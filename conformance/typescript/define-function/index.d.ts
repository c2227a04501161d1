export declare const defineFunction: (props?: { name?: string }) => { getInstance: (props: any) => any };
